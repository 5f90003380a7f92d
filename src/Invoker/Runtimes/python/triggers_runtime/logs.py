"""Log entries as AWS's Python runtime writes them: text by default, JSON when the function's LoggingConfig says so.

https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html
"""

import os
import sys
import time

from triggers_runtime import context

_is_json = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
_level = {"TRACE": "DEBUG", "FATAL": "CRITICAL"}.get(
    os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper(), os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
)
_NO_BREAK_SPACE = "\u00a0"
_SECONDS = "%Y-%m-%dT%H:%M:%S"
# What a record has by itself; everything else was given by the caller as `extra`.
_OWN_FIELDS = frozenset(
    "name msg args levelname levelno pathname filename module exc_info exc_text stack_info lineno funcName created msecs "
    "relativeCreated thread threadName processName process taskName aws_request_id message asctime".split()
)


def error_entry(described):
    """The entry for an error that ended an invocation or the init phase."""
    if _is_json:
        return _json({"timestamp": _instant(time.time()), "level": "ERROR", **described})
    first = "[ERROR] " + described["errorType"]
    if described["errorMessage"]:
        first += ": " + described["errorMessage"]
    lines = [first, "Traceback (most recent call last):"]
    for frame in described["stackTrace"]:
        for line in frame.splitlines():
            # No-break spaces, as on AWS, where log views fold ordinary ones.
            text = line.lstrip(" ")
            lines.append(_NO_BREAK_SPACE * (len(line) - len(text)) + text)
    return "\n".join(lines) + "\n"


def set_up(logging):
    """Gives the root logger AWS's handler and level. `logging` is the module, just imported."""

    class LambdaLoggerHandler(logging.Handler):
        def emit(self, record):
            try:
                sys.stdout.write(self.format(record))
            except Exception:
                self.handleError(record)

    class LambdaLoggerFilter(logging.Filter):
        def filter(self, record):
            record.aws_request_id = "" if context.current is None else context.current.aws_request_id
            return True

    class JsonFormatter(logging.Formatter):
        def format(self, record):
            return _json(_described(record))

    logging.Formatter.converter = time.gmtime
    entries = LambdaLoggerHandler()
    entries.addFilter(LambdaLoggerFilter())
    if _is_json:
        entries.setFormatter(JsonFormatter())
    else:
        entries.setFormatter(
            logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n", _SECONDS)
        )
    root = logging.getLogger()
    if _level in ("DEBUG", "INFO", "WARN", "WARNING", "ERROR", "CRITICAL"):
        root.setLevel(_level)
    root.addHandler(entries)


def _described(record):
    entry = {
        "timestamp": _instant(record.created),
        "level": record.levelname,
        "message": record.getMessage(),
        "logger": record.name,
    }
    if record.exc_info and record.exc_info[0] is not None:
        import traceback

        entry["stackTrace"] = traceback.format_tb(record.exc_info[2])
        entry["errorType"] = record.exc_info[0].__name__
        entry["errorMessage"] = str(record.exc_info[1])
    entry["requestId"] = record.aws_request_id
    if "stackTrace" in entry:
        entry["location"] = "%s:%s:%s" % (record.pathname, record.funcName, record.lineno)
    for name, value in record.__dict__.items():
        if value is not None and name not in _OWN_FIELDS and name not in entry:
            entry[name] = value
    return entry


def _instant(seconds):
    return "%s.%03dZ" % (time.strftime(_SECONDS, time.gmtime(seconds)), int(seconds * 1000) % 1000)


def _json(entry):
    import json

    return json.dumps(entry, ensure_ascii=False, default=str) + "\n"
