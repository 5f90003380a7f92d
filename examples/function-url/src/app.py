"""Greets whoever the query names, whatever the path."""


def handler(event, context):
    name = event.get("queryStringParameters", {}).get("name", "you")
    return {"hello": name, "path": event["rawPath"]}
