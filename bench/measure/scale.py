"""A thousand functions beside one: what they cost a call, and how long deploying them takes."""

import json
import os
import tempfile
import time
from statistics import median

from measure import machine, servers, wrk
from measure.server import Server, free_port

FUNCTIONS = 1000
COLD = 20


def measure(quick):
    rounds, seconds = (2, 2) if quick else (5, 4)
    one = servers.gateway("Triggers, one function", "python", "echo.handler", machine.python_runtime())
    lambda_port = free_port()
    many = Server(
        "Triggers, %d functions" % FUNCTIONS,
        lambda port, folder: servers.host_command(port, folder, _echo(), lambda_port=lambda_port))
    try:
        for server in (one, many):
            machine.say("starting", server.name)
            server.start()
        deployed = _deploy(lambda_port)
        cold = [_cold(many, number) for number in range(COLD)]
        # One in the middle of the thousand.
        many.path = "/f%d" % (FUNCTIONS // 2)
        many.ask()
        samples = []
        for turn in range(rounds):
            machine.say("scale, round %d of %d" % (turn + 1, rounds))
            samples.append((wrk.load(one, 1, seconds)[1], wrk.load(many, 1, seconds)[1]))
    finally:
        one.stop()
        many.stop()
    return {
        "functions": FUNCTIONS,
        "deployment_s": round(deployed, 2),
        "p50_ratio": round(median(large / small for small, large in samples), 2),
        "cold_call_ms": round(median(cold) * 1000, 1),
        "samples": samples,
    }


def _echo():
    parameters = ("Code=" + os.path.join(servers.FUNCTIONS, "python"), "Handler=echo.handler", "Runtime=" + machine.python_runtime())
    return [os.path.join(servers.FUNCTIONS, "template.yaml"), *(word for each in parameters for word in ("--parameter", each))]


def _deploy(lambda_port):
    machine.say("deploying %d functions" % FUNCTIONS)
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "many.json")
        with open(template, "w") as file:
            json.dump(_template(), file)
        began = time.perf_counter()
        machine.run([servers.TRIGGERS, "deploy", template, "--stack-name", "many", "--endpoint", "http://127.0.0.1:%d" % lambda_port])
        return time.perf_counter() - began


def _template():
    runtime, code = machine.python_runtime(), os.path.join(servers.FUNCTIONS, "python")
    resources = {}
    for number in range(FUNCTIONS):
        event = {"Type": "HttpApi", "Properties": {"Method": "POST", "Path": "/f%d" % number}}
        properties = {"CodeUri": code, "Handler": "echo.handler", "Runtime": runtime, "Timeout": 10, "Events": {"Call": event}}
        resources["F%d" % number] = {"Type": "AWS::Serverless::Function", "Properties": properties}
    return {"Transform": "AWS::Serverless-2016-10-31", "Resources": resources}


def _cold(server, number):
    status, body, took = server.ask(path="/f%d" % number)
    if status != 200:
        raise SystemExit("The first call of function %d was answered with %d: %s" % (number, status, body[:500]))
    return took
