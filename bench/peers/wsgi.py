"""The same handler behind the thinnest adapter that still gives it an HTTP API event: for uWSGI and gunicorn."""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "functions", "python"))

from echo import handler


def application(environ, start_response):
    length = int(environ.get("CONTENT_LENGTH") or 0)
    now = time.time()
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    event = {
        "version": "2.0",
        "routeKey": "%s %s" % (method, path),
        "rawPath": path,
        "rawQueryString": environ["QUERY_STRING"],
        "headers": {name[5:].lower().replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")},
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "bench",
            "domainName": environ["SERVER_NAME"],
            "http": {"method": method, "path": path, "protocol": environ["SERVER_PROTOCOL"], "sourceIp": environ["REMOTE_ADDR"]},
            "requestId": "JKJaXmPLvHcESHA=",
            "stage": "$default",
            "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
            "timeEpoch": int(now * 1000),
        },
        "body": environ["wsgi.input"].read(length).decode(),
        "isBase64Encoded": False,
    }
    answer = handler(event, None)
    body = answer["body"].encode()
    start_response("%d OK" % answer["statusCode"], [*answer["headers"].items(), ("content-length", str(len(body)))])
    return [body]
