"""The git trigger: a signed GitHub push of 8 KB taken over, beside bare Kestrel taking the same and beside the bus taking events."""

import hashlib
import hmac
import json
import os
import tempfile
import uuid
from collections import namedtuple
from statistics import median

from measure import machine, servers, wrk
from measure.server import Server, free_port

SECRET = "bench"
CONNECTIONS = 32
PUSH_BYTES = 8 * 1024
TEMPLATE = """Transform: AWS::Serverless-2016-10-31
Resources:
  Told:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: told
      # Taking events over is measured, not running them: one at a time, and slowly.
      InlineCode: |
        import time
        def handler(event, context):
            time.sleep(1)
      Handler: index.handler
      Runtime: %s
      ReservedConcurrentExecutions: 1
  Project:
    Type: AWS::CodeCommit::Repository
    Properties:
      RepositoryName: project
      Triggers: [{ Name: told, DestinationArn: !GetAtt Told.Arn, Events: [all] }]
"""

Target = namedtuple("Target", "name url script environment")


def measure(quick):
    rounds, seconds = (3, 2) if quick else (7, 4)
    with tempfile.TemporaryDirectory() as folder:
        targets, running = _start(folder)
        samples = {target.name: [] for target in targets}
        try:
            for target in targets:
                # Compiled code is as fast as it gets after some seconds.
                _load(target, 3 if quick else 8)
            for turn in range(rounds):
                for target in targets[turn % len(targets):] + targets[: turn % len(targets)]:
                    machine.say("git, round %d of %d:" % (turn + 1, rounds), target.name)
                    samples[target.name].append(_load(target, seconds))
        finally:
            for server in running:
                server.stop()
    bare, bus, push = (samples[target.name] for target in targets)
    return {
        "rounds": rounds,
        "seconds": seconds,
        "connections": CONNECTIONS,
        "requests_per_second": {name: round(median(own)) for name, own in samples.items()},
        "push_to_bare": round(median(ours / theirs for ours, theirs in zip(push, bare)), 3),
        "push_to_bus": round(median(ours / theirs for ours, theirs in zip(push, bus)), 3),
        "samples": samples,
    }


def _load(target, seconds):
    # Deliveries of their own for each load: one that is sent again would run nothing.
    environment = {**target.environment, "BENCH_DELIVERIES": str(uuid.uuid4())[:23]}
    return wrk.load(target, CONNECTIONS, seconds, target.script, environment)[0]


def _start(folder):
    push, event = os.path.join(folder, "push.json"), os.path.join(folder, "event.json")
    body = _push()
    with open(push, "wb") as file:
        file.write(body)
    with open(event, "w") as file:
        file.write(_event())
    template = os.path.join(folder, "template.yaml")
    with open(template, "w") as file:
        file.write(TEMPLATE % machine.python_runtime())
    git_port = free_port()
    settings = {"Git:Url": "http://127.0.0.1:%d" % git_port, "Git:Repositories:project:Secrets:0": SECRET, "Delivery:MaximumQueuedEvents": 10_000_000}

    def command(port, data):
        arguments, environment, cwd = servers.host_command(free_port(), data, [template], lambda_port=port)
        return [*arguments, *("--%s=%s" % each for each in settings.items())], environment, cwd

    host = Server("Triggers", command, "/readyz", method="GET")
    bare = servers.all_of({"kestrel"})[0]
    for server in (bare, host):
        machine.say("starting", server.name)
        server.start()
    signed = {"BENCH_BODY": push, "BENCH_SIGNATURE": hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}
    return [
        Target("bare Kestrel", bare.url, "git.lua", signed),
        Target("bus", "http://127.0.0.1:%d/2015-03-31/functions/told/invocations" % host.port, "event.lua", {"BENCH_BODY": event}),
        Target("push", "http://127.0.0.1:%d/git/project" % git_port, "git.lua", signed),
    ], (bare, host)


def _push():
    push = {
        "ref": "refs/heads/main", "before": "1" * 40, "after": "2" * 40, "repository": {"full_name": "bench/project", "html_url": "https://example.org/bench/project"},
        "pusher": {"name": "ada"}, "head_commit": {"id": "2" * 40, "message": "bench"}, "commits": [],
    }
    while len(json.dumps(push)) < PUSH_BYTES - 400:
        push["commits"].append({"id": "3" * 40, "message": "A change of %d lines" % len(push["commits"]), "author": {"name": "Ada", "email": "ada@example.org"}, "added": ["a"], "modified": ["b", "c"]})
    return json.dumps(push).encode()


def _event():
    return json.dumps({"Records": [{
        "eventId": str(uuid.uuid4()), "eventVersion": "1.0", "eventTime": "2026-11-24T09:30:15.123+0000", "eventTriggerName": "told", "eventPartNumber": 1,
        "codecommit": {"references": [{"commit": "2" * 40, "ref": "refs/heads/main"}]}, "eventName": "ReferenceChanges", "eventTriggerConfigId": str(uuid.uuid4()),
        "eventSourceARN": "arn:aws:codecommit:us-east-1:000000000000:project", "userIdentityARN": "arn:aws:iam::000000000000:user/ada",
        "eventSource": "aws:codecommit", "awsRegion": "us-east-1", "eventTotalParts": 1,
    }]})
