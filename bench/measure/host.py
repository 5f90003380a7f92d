"""The program itself: how soon it is ready with the quickstart, and what it holds when idle."""

import os
import time
from statistics import median

from measure import machine, servers
from measure.server import Server, free_port

QUICKSTART = os.path.join(machine.TOP, "examples", "quickstart", "template.yaml")


def measure(quick):
    count = 3 if quick else 7
    samples = []
    for turn in range(count):
        machine.say("host start %d of %d" % (turn + 1, count))
        samples.append(_once())
    return {
        "count": count,
        "ready_s": round(median(ready for ready, _ in samples), 2),
        "idle_resident_mb": round(median(resident for _, resident in samples), 1),
        "samples": samples,
    }


def _once():
    # What is asked is whether it is ready, at the Lambda API's address: no function runs.
    def command(port, folder):
        return servers.host_command(free_port(), folder, [QUICKSTART], lambda_port=port)

    host = Server("Triggers", command, "/readyz", method="GET")
    try:
        ready = host.start()
        # Idle is what is left once start-up work has settled.
        time.sleep(5)
        return round(ready, 3), round(host.resident_megabytes(), 1)
    finally:
        host.stop()
