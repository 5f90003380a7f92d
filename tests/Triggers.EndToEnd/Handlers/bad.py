"""Handlers that do what handlers should not, unless the event says {"ok": true}."""
import os
import signal
import subprocess
import sys
import time


def exits(event, context):
    if event.get("ok"):
        return "ok"
    os._exit(event["code"])


def leaves(event, context):
    if event.get("ok"):
        return "ok"
    sys.exit(3)


def dies(event, context):
    if event.get("ok"):
        return "ok"
    os.kill(os.getpid(), signal.SIGKILL)


def hangs(event, context):
    if event.get("ok"):
        return "ok"
    time.sleep(600)


def shouts(event, context):
    line = "x" * 1023
    for _ in range(0 if event.get("ok") else 100 * 1024):
        print(line)
    return "ok"


def returns_much(event, context):
    return "ok" if event.get("ok") else "x" * (7 * 1024 * 1024)


def returns_nonsense(event, context):
    return "ok" if event.get("ok") else {1, 2}


def closes_output(event, context):
    os.close(1)
    os.close(2)
    return "ok"


def leaves_a_child(event, context):
    child = subprocess.Popen(["sleep", "1000"])
    return child.pid


def forks(event, context):
    if os.fork() == 0:
        time.sleep(600)
    return "ok"


def raises(event, context):
    if event.get("ok"):
        return "ok"
    raise ValueError("no good")
