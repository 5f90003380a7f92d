"""Cold starts: from starting a function's process to its first question for an invocation, beside the bare interpreter."""

import os
import subprocess
import tempfile
import time
from statistics import median

from measure import machine


def measure(quick):
    count = 15 if quick else 60
    bare = {"python": [machine.PYTHON, "-I", "-c", "pass"], "node": ["node", "-e", "0"]}
    runtimes = os.path.join(machine.HOST, "Runtimes")
    ours = {
        "python": ([machine.PYTHON, "-s", os.path.join(runtimes, "python", "bootstrap.py")], machine.python_runtime()),
        "node": (["node", os.path.join(runtimes, "nodejs", "bootstrap.cjs")], machine.node_runtime()),
    }
    results = {"count": count}
    with tempfile.TemporaryDirectory() as folder:
        _write(folder)
        for name, (command, runtime) in ours.items():
            machine.say("cold starts,", name)
            times = [(_run(bare[name]), _first_question(command, runtime, folder)) for _ in range(count + 2)][2:]
            results[name] = {
                "interpreter_ms": round(median(plain for plain, _ in times) * 1000, 2),
                "first_next_ms": round(median(first for _, first in times) * 1000, 2),
                "ratio": round(median(first for _, first in times) / median(plain for plain, _ in times), 2),
            }
    return results


def _write(folder):
    for name, text in (("app.py", "def handler(event, context):\n    return event\n"), ("app.js", "exports.handler = async event => event;\n")):
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)


def _run(command):
    began = time.perf_counter()
    subprocess.run(command, check=True, env={"LANG": "en_US.UTF-8"}, pass_fds=[2])
    return time.perf_counter() - began


def _first_question(command, runtime, folder):
    events, feed = os.pipe()
    questions, asking = os.pipe()
    environment = {
        "AWS_LAMBDA_RUNTIME_API": "fd:%d,%d" % (events, asking), "AWS_EXECUTION_ENV": "AWS_Lambda_" + runtime,
        "LAMBDA_TASK_ROOT": folder, "_HANDLER": "app.handler", "LANG": "en_US.UTF-8",
    }
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, pass_fds=[events, asking])
    os.close(events)
    os.close(asking)
    question = os.read(questions, 4096)
    took = time.perf_counter() - began
    os.close(feed)
    os.close(questions)
    process.wait()
    if not question.startswith(b"GET /2018-06-01/runtime/invocation/next "):
        raise SystemExit("The bootstrap of %s asked %r" % (runtime, question))
    return took
