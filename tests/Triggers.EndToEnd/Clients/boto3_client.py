"""Drives a running system with boto3: python3 boto3_client.py ENDPOINT ZIP. Says nothing when all is well."""
import base64
import json
import sys

import boto3
import botocore.config

endpoint, zip_path = sys.argv[1:]
client = boto3.client("lambda", endpoint_url=endpoint, config=botocore.config.Config(retries={"total_max_attempts": 1}))
role = "arn:aws:iam::000000000000:role/r"
arn = "arn:aws:lambda:us-east-1:000000000000:function:boto-"


def equal(expected, actual):
    assert expected == actual, f"expected {expected!r}, was {actual!r}"


def refused(error, call, **arguments):
    try:
        call(**arguments)
    except client.exceptions.ClientError as refusal:
        equal(error, refusal.response["Error"]["Code"])
        return refusal.response
    raise AssertionError(f"not refused with {error}: {arguments}")


with open(zip_path, "rb") as file:
    package = file.read()

for name in ("a", "b", "c"):
    client.create_function(
        FunctionName=f"boto-{name}", Runtime="python3.13", Handler="app.handler", Role=role, Code={"ZipFile": package})
client.get_waiter("function_active").wait(FunctionName="boto-a")
client.get_waiter("function_active_v2").wait(FunctionName="boto-a")

# Invocation: name, ARN and qualifier; context, log, errors.
context = base64.b64encode(json.dumps({"custom": {"k": "\u00e9"}}).encode()).decode()
answer = client.invoke(FunctionName=arn + "a:$LATEST", Payload=b'{"x": [1, 2.5, "\xc3\xa9"]}', ClientContext=context, LogType="Tail")
equal((200, "$LATEST"), (answer["StatusCode"], answer["ExecutedVersion"]))
equal(
    {"event": {"x": [1, 2.5, "\u00e9"]}, "arn": arn + "a:$LATEST", "custom": {"k": "\u00e9"}, "id": answer["ResponseMetadata"]["RequestId"]},
    json.load(answer["Payload"]))
assert base64.b64decode(answer["LogResult"]).startswith(b"START RequestId: " + answer["ResponseMetadata"]["RequestId"].encode())
equal(b"{}", json.dumps(json.load(client.invoke(FunctionName="boto-a")["Payload"])["event"]).encode())
failed = client.invoke(FunctionName="boto-a", Payload=b'{"fail": true}')
equal((200, "Unhandled", "ZeroDivisionError"), (failed["StatusCode"], failed["FunctionError"], json.load(failed["Payload"])["errorType"]))
equal(202, client.invoke(FunctionName="boto-a", InvocationType="Event", Payload=b"{}")["StatusCode"])
equal(204, client.invoke(FunctionName="boto-a", InvocationType="DryRun")["StatusCode"])
client.invoke_async(FunctionName="boto-a", InvokeArgs=b"{}")

# Pages.
pages = client.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 2})
names = [function["FunctionName"] for page in pages for function in page["Functions"]]
equal(["boto-a", "boto-b", "boto-c"], [name for name in names if name.startswith("boto-")])

# Changes, versions, aliases.
revision = client.get_function_configuration(FunctionName="boto-a")["RevisionId"]
client.update_function_configuration(FunctionName="boto-a", MemorySize=256, RevisionId=revision)
client.get_waiter("function_updated").wait(FunctionName="boto-a")
equal(412, refused("PreconditionFailedException", client.update_function_configuration, FunctionName="boto-a", RevisionId=revision)
      ["ResponseMetadata"]["HTTPStatusCode"])
equal("1", client.publish_version(FunctionName="boto-a")["Version"])
client.get_waiter("published_version_active").wait(FunctionName="boto-a", Qualifier="1")
client.create_alias(FunctionName="boto-a", Name="prod", FunctionVersion="1")
equal(arn + "a:prod", json.load(client.invoke(FunctionName="boto-a", Qualifier="prod")["Payload"])["arn"])

# Reserved concurrency of none: throttled, with a reason.
client.put_function_concurrency(FunctionName="boto-b", ReservedConcurrentExecutions=0)
throttled = refused("TooManyRequestsException", client.invoke, FunctionName="boto-b")
equal((429, "ReservedFunctionConcurrentInvocationLimitExceeded"), (throttled["ResponseMetadata"]["HTTPStatusCode"], throttled["Reason"]))
client.delete_function_concurrency(FunctionName="boto-b")
equal(200, client.invoke(FunctionName="boto-b")["StatusCode"])

# Refusals.
refused("ResourceNotFoundException", client.invoke, FunctionName="boto-none")
refused("ResourceConflictException", client.create_function, FunctionName="boto-a", Runtime="python3.13", Handler="app.handler", Role=role,
        Code={"ZipFile": package})
refused("InvalidParameterValueException", client.create_function, FunctionName="boto-d", Runtime="python3.13", Handler="app.handler", Role=role,
        Code={"ZipFile": b"no zip"})
refused("InvalidParameterValueException", client.create_function, FunctionName="boto-d", Runtime="cobol74", Handler="app.handler", Role=role,
        Code={"ZipFile": package})
refused("InvalidRequestContentException", client.invoke, FunctionName="boto-a", Payload=b"{")
large = b'"' + b"x" * (6 * 1024 * 1024) + b'"'
equal(413, refused("RequestEntityTooLargeException", client.invoke, FunctionName="boto-a", Payload=large)["ResponseMetadata"]["HTTPStatusCode"])
refused("InvalidParameterValueException", client.create_event_source_mapping, FunctionName="boto-a",
        EventSourceArn="arn:aws:sqs:us-east-1:000000000000:q")
equal([], client.list_event_source_mappings(FunctionName="boto-a")["EventSourceMappings"])
equal([], client.list_layers()["Layers"])

for name in ("a", "b", "c"):
    client.delete_function(FunctionName=f"boto-{name}")
refused("ResourceNotFoundException", client.delete_function, FunctionName="boto-a")
