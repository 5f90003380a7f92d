"""Events from JSON and answers to JSON, by the C functions that the json package itself uses.

The package is not imported: its pattern modules would double the time a function takes to start. Where the C functions are not
enough (an event that is no plain JSON, an interpreter without them) the package does the work.

What AWS's runtime writes differently from json.dumps, it writes because it uses simplejson: decimals as numbers, bytes as text,
no NaN. From Python 3.12 on it leaves characters outside ASCII as they are
(https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html).
"""

import os
import sys

_OLD = ("3.7", "3.8", "3.9", "3.10", "3.11")
_is_ascii = os.environ.get("AWS_EXECUTION_ENV", "").rpartition("python")[2] in _OLD
_mark = None


def decode(event):
    """The value of a JSON document in UTF-8."""
    try:
        text = str(event, "utf-8")
        value, end = _scan(text, 0)
        if end == len(text):
            return value
    except Exception:
        pass
    from json import loads

    return loads(event)


def encode(value):
    """The JSON document of a value, in UTF-8."""
    try:
        text = "".join(_write(value, 0))
    except BaseException:
        _open.clear()
        raise
    if _mark is not None:
        text = text.replace('"' + _mark, "").replace(_mark + '"', "")
    return text.encode()


def _other(value):
    decimal = sys.modules.get("decimal")
    if decimal is not None and isinstance(value, decimal.Decimal):
        if not value.is_finite():
            raise ValueError("Out of range float values are not JSON compliant")
        return _raw(str(value))
    if isinstance(value, bytes):
        return value.decode()
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


def _raw(text):
    # A writer in C cannot be given bare text, so a number goes through it as a string with a mark that is then cut off with
    # its quotes. The mark is drawn at random: no answer can hold it.
    global _mark
    if _mark is None:
        _mark = os.urandom(16).hex()
    return _mark + text + _mark


_open = {}

try:
    import _json

    class _Rules:
        strict = True
        object_hook = None
        object_pairs_hook = None
        array_hook = None
        parse_float = float
        parse_int = int
        parse_constant = {"-Infinity": -float("inf"), "Infinity": float("inf"), "NaN": float("nan")}.__getitem__
        memo = {}

    _scan = _json.make_scanner(_Rules)
    _write = _json.make_encoder(
        _open, _other, _json.encode_basestring_ascii if _is_ascii else _json.encode_basestring, None, ": ", ", ", False, False, False
    )
    _write([0.5, {"a": None}], 0)
except Exception:
    import json

    _scan = json.JSONDecoder().scan_once
    _write = json.JSONEncoder(ensure_ascii=_is_ascii, allow_nan=False, default=_other).iterencode
