"""wrk: one closed loop of requests over kept connections."""

import os
import re
import subprocess
import sys

from measure import machine

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60000.0}


def load(server, connections, seconds, script="post.lua", environment=None):
    """Requests a second and the median in milliseconds. An answer other than 2xx ends the bench: a fast refusal is no result."""
    done = subprocess.run(
        ["wrk", "-t1", "-c%d" % connections, "-d%ds" % seconds, "--timeout", "30s", "--latency", "-s", os.path.join(machine.BENCH, script), server.url],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **(environment or {})})
    text = done.stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    median = re.search(r"50%\s+([\d.]+)(us|ms|s|m)", text)
    if done.returncode != 0 or not rate or not median:
        sys.exit("wrk on %s failed:\n%s" % (server.name, text))
    if "Non-2xx" in text:
        sys.exit("%s refused some of its requests:\n%s" % (server.name, text))
    return float(rate.group(1)), float(median.group(1)) * _UNITS[median.group(2)]
