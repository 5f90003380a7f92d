"""The context object a handler gets (https://docs.aws.amazon.com/lambda/latest/dg/python-context.html)."""

import sys
from os import environ
from time import time

_log_group_name = environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
_log_stream_name = environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
_function_name = environ.get("AWS_LAMBDA_FUNCTION_NAME")
_memory_limit_in_mb = environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
_function_version = environ.get("AWS_LAMBDA_FUNCTION_VERSION")

# The context of the invocation that runs, for log lines; None in the init phase.
current = None


class _Part:
    """Attributes with None for those that were not sent."""

    __slots__ = ()

    def __init__(self, values):
        for name in self.__slots__:
            setattr(self, name, values.get(name))

    def __repr__(self):
        return _show(self, self.__slots__)


class CognitoIdentity(_Part):
    __slots__ = ("cognito_identity_id", "cognito_identity_pool_id")


class Client(_Part):
    __slots__ = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")


class ClientContext(_Part):
    __slots__ = ("custom", "env", "client")

    def __init__(self, values):
        super().__init__(values)
        if self.client is not None:
            self.client = Client(self.client)


class LambdaContext:
    """Plain attributes, and no slots: handlers and their libraries hang things on it."""

    def __init__(self, request_id, arn, deadline, tenant_id, client_context, identity):
        self.aws_request_id = request_id
        self.log_group_name = _log_group_name
        self.log_stream_name = _log_stream_name
        self.function_name = _function_name
        self.memory_limit_in_mb = _memory_limit_in_mb
        self.function_version = _function_version
        self.invoked_function_arn = arn
        self.tenant_id = tenant_id
        self.client_context = None if client_context is None else ClientContext(client_context)
        self.identity = CognitoIdentity(_no_values if identity is None else identity)
        self._deadline = deadline

    def get_remaining_time_in_millis(self):
        left = self._deadline - int(time() * 1000)
        return left if left > 0 else 0

    def log(self, msg):
        sys.stdout.write(str(msg))

    def __repr__(self):
        return _show(self, [name for name in self.__dict__ if name != "_deadline"])


_no_values = {}


def _show(thing, names):
    return "%s([%s])" % (type(thing).__name__, ",".join("%s=%s" % (name, getattr(thing, name)) for name in names))
