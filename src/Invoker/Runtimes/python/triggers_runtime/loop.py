"""The life of an execution environment: load the handler, then invocation after invocation until the server hangs up."""

import os
import sys

from triggers_runtime import connection, context, documents, handler

_TRACE_ID = b"_X_AMZN_TRACE_ID"


def run():
    """Never returns: ends the process."""
    sys.path.insert(0, os.environ.get("LAMBDA_TASK_ROOT") or os.getcwd())
    # One write for a line, however many pieces it is printed in; what has no line end yet is written before the answer is.
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(line_buffering=True)
    _watch_logging()
    try:
        _serve()
    except (connection.Refused, OSError) as error:
        _flush()
        os.write(2, b"The function's runtime stops: %b\n" % str(error).encode("utf-8", "replace"))
        os._exit(1)


def _serve():
    server = connection.Connection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        function = handler.load(os.environ.get("_HANDLER", ""))
    except Exception as error:
        from triggers_runtime import faults

        document, error_type = faults.report(error, "")
        _flush()
        server.init_error(document, error_type)
        sys.exit(1)
    answer = None
    while True:
        headers, event = server.next(answer)
        answer = _invoke(function, headers, event)
        _flush()


def _invoke(function, headers, event):
    get = headers.get
    request_id = headers[b"lambda-runtime-aws-request-id"]
    trace_id = get(b"lambda-runtime-trace-id")
    if trace_id is not None:
        os.environb[_TRACE_ID] = trace_id
    elif _TRACE_ID in os.environb:
        del os.environb[_TRACE_ID]
    context.current = None
    try:
        current = context.current = context.LambdaContext(
            request_id.decode(),
            get(b"lambda-runtime-invoked-function-arn", b"").decode(),
            int(get(b"lambda-runtime-deadline-ms", 0)),
            _text(get(b"lambda-runtime-aws-tenant-id")),
            _object(get(b"lambda-runtime-client-context"), "Client Context"),
            _identity(get(b"lambda-runtime-cognito-identity")),
        )
        try:
            value = documents.decode(event)
        except Exception as error:
            raise handler.Fault("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % error)
        result = function(value, current)
        if isinstance(result, bytes):
            return connection.response(request_id, result, b"application/unknown")
        try:
            document = documents.encode(result)
        except Exception as error:
            raise handler.Fault("Runtime.MarshalError", "Unable to marshal response: %s" % error)
        return connection.response(request_id, document, b"application/json")
    except Exception as error:
        from triggers_runtime import faults

        document, error_type = faults.report(error, request_id.decode())
        return connection.error(request_id, document, error_type)


def _text(header):
    return None if header is None else header.decode()


def _object(header, name):
    if not header:
        return None
    try:
        return documents.decode(header)
    except Exception as error:
        raise handler.Fault("Runtime.LambdaContextUnmarshalError", "Unable to parse %s JSON: %s" % (name, error))


def _identity(header):
    sent = _object(header, "Cognito Identity")
    if sent is None:
        return None
    return {
        "cognito_identity_id": sent.get("cognitoIdentityId"),
        "cognito_identity_pool_id": sent.get("cognitoIdentityPoolId"),
    }


def _flush():
    # Before the answer goes out, so that a line printed by the handler stands before the END of its invocation.
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (ValueError, OSError, AttributeError):
            # The handler closed or replaced it: its own affair.
            pass


def _watch_logging():
    # A function that logs nothing does not pay for the logging package; one that does finds it set up before its first line
    # of use, so that logging.basicConfig() has nothing left to do, as on AWS.
    if "logging" in sys.modules:
        from triggers_runtime import logs

        logs.set_up(sys.modules["logging"])
    else:
        sys.meta_path.insert(0, _LoggingWatch)


class _LoggingWatch:
    """A finder that steps aside once logging is imported, to set it up."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name != "logging":
            return None
        sys.meta_path.remove(cls)
        spec = sys.modules["_frozen_importlib_external"].PathFinder.find_spec(name)
        if spec is not None:
            spec.loader = _Loader(spec.loader)
        return spec


class _Loader:
    """Runs logging's own loader, then sets it up."""

    def __init__(self, loader):
        self._loader = loader

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        from triggers_runtime import logs

        logs.set_up(module)
