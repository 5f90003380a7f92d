"""The error document of a failed invocation or init phase, in the shape of AWS's managed Python runtime, and its log entry."""

import os
import sys
import traceback

from triggers_runtime import documents
from triggers_runtime.handler import Fault

_OWN = os.path.dirname(__file__) + os.sep


def report(error, request_id):
    """Logs the error; returns its JSON document in UTF-8 and its type."""
    if isinstance(error, Fault):
        error_type, message, trace = error.error_type, str(error), list(error.trace)
    else:
        error_type, message, trace = type(error).__name__, _message(error), _trace(error)
    described = {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace}
    _log(described)
    return _encode(described), error_type


def _message(error):
    try:
        return str(error)
    except Exception as other:
        return "<the message of this %s cannot be had: %s>" % (type(error).__name__, type(other).__name__)


def _trace(error):
    frames = [(frame.filename, frame.lineno, frame.name, frame.line) for frame in traceback.extract_tb(error.__traceback__)]
    first = 0
    while first < len(frames) and frames[first][0].startswith(_OWN):
        first += 1
    return traceback.format_list(frames[first:] or frames)


def _encode(described):
    try:
        return documents.encode(described)
    except UnicodeEncodeError:
        import json

        return json.dumps(described).encode()


def _log(described):
    from triggers_runtime import logs

    try:
        sys.stdout.write(logs.error_entry(described))
    except (ValueError, OSError, AttributeError, UnicodeEncodeError):
        # stdout was closed by the handler, or cannot take this text: the document still reaches the caller.
        pass
