"""Says who called: the token was checked before this code ran."""


def handler(event, context):
    authorizer = event["requestContext"].get("authorizer")
    if authorizer is None:
        return {"about": "notes, for those who have a token"}
    return {"notes": [], "of": authorizer["jwt"]["claims"]["sub"], "route": event["routeKey"]}
