"""The Runtime API over one raw connection.

The answer to one invocation and the question for the next travel in one write: that, and no HTTP library, is what makes a warm
invocation cheap. The protocol is https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html; every answer of the server
carries a Content-Length.
"""

import os
from posix import read, write

_API = b"/2018-06-01/runtime/"
_NEXT = b"GET " + _API + b"invocation/next HTTP/1.1\r\nHost: runtime\r\n\r\n"
_CHUNK = 65536


class Refused(Exception):
    """The server did not take what we sent."""


class Connection:
    """A pair of pipes or a connected socket, kept as bare descriptors: `read` and `write` are the cheapest calls there are."""

    __slots__ = ("_source", "_sink", "_rest")

    def __init__(self, address):
        """`fd:R,W` (inherited, to read and to write), `unix:/path` or `host:port`: the value of AWS_LAMBDA_RUNTIME_API."""
        self._rest = b""
        if address.startswith("fd:"):
            source, sink = address[3:].split(",")
            self._source, self._sink = int(source), int(sink)
        else:
            self._source = self._sink = _connect(address)
        # Neither programs the handler starts nor processes it forks may hold on to, or speak on, this connection.
        for descriptor in (self._source, self._sink):
            os.set_inheritable(descriptor, False)
            os.set_blocking(descriptor, True)
        os.register_at_fork(after_in_child=self._leave_to_parent)

    def next(self, answer=None):
        """Sends the answer to the last invocation, if any, and waits for the next: its headers and its event, in bytes."""
        if answer is None:
            self._send(_NEXT)
        else:
            self._send(answer + _NEXT)
            self._confirm(b"202", b"413")
        status, headers, event = self._receive()
        if status != b"200":
            raise Refused("next was answered with %s: %s" % (status.decode(), event.decode("utf-8", "replace")))
        return headers, event

    def init_error(self, document, error_type):
        """Reports that the handler could not be loaded."""
        self._send(_post(b"init/error", document, b"application/json", error_type))
        self._confirm(b"202")

    def _confirm(self, *accepted):
        # 413: the answer was too large, and the caller has been told so; the function goes on.
        status, _, body = self._receive()
        if status not in accepted:
            raise Refused("an answer was refused with %s: %s" % (status.decode(), body.decode("utf-8", "replace")))

    def _send(self, data):
        if self._sink < 0:
            os._exit(0)
        sent = write(self._sink, data)
        if sent != len(data):
            view = memoryview(data)
            while sent != len(data):
                sent += write(self._sink, view[sent:])

    def _receive(self):
        data = self._rest
        end = data.find(b"\r\n\r\n")
        while end < 0:
            more = self._read(_CHUNK)
            data = data + more if data else more
            end = data.find(b"\r\n\r\n")
        lines = data[:end].split(b"\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(b":")
            headers[name.lower()] = value.strip()
        start = end + 4
        stop = start + int(headers[b"content-length"])
        missing = stop - len(data)
        if missing > 0:
            data = self._fill(data, missing)
        self._rest = data[stop:]
        return lines[0][9:12], headers, data[start:stop]

    def _fill(self, data, missing):
        whole = bytearray(data)
        whole.extend(bytes(missing))
        with memoryview(whole) as view:
            position = len(data)
            while position < len(whole):
                count = os.readv(self._source, [view[position:]])
                if count == 0:
                    os._exit(0)
                position += count
        return bytes(whole)

    def _read(self, size):
        try:
            data = read(self._source, size)
        except ConnectionResetError:
            data = b""
        if not data:
            # The environment is over. At once: neither threads nor exit hooks of the handler may keep the process.
            os._exit(0)
        return data

    def _leave_to_parent(self):
        for descriptor in {self._source, self._sink}:
            os.close(descriptor)
        self._source = self._sink = -1


def response(request_id, document, content_type):
    """The request that answers an invocation."""
    return b"POST %binvocation/%b/response HTTP/1.1\r\nHost: runtime\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (
        _API,
        request_id,
        content_type,
        len(document),
        document,
    )


def error(request_id, document, error_type):
    """The request that answers an invocation with an error."""
    return _post(b"invocation/%b/error" % request_id, document, b"application/json", error_type)


def _post(path, document, content_type, error_type):
    named = b"Lambda-Runtime-Function-Error-Type: %b\r\n" % error_type.encode() if error_type.isascii() else b""
    return b"POST %b%b HTTP/1.1\r\nHost: runtime\r\nContent-Type: %b\r\n%bContent-Length: %d\r\n\r\n%b" % (
        _API,
        path,
        content_type,
        named,
        len(document),
        document,
    )


def _connect(address):
    import _socket

    if address.startswith("unix:"):
        connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        connection.connect(address[5:])
        return connection.detach()
    host, _, port = address.rpartition(":")
    # As bytes: a name in text would load the IDNA codec first.
    family, kind, protocol, _, target = _socket.getaddrinfo(host.strip("[]").encode(), port.encode(), 0, _socket.SOCK_STREAM)[0]
    connection = _socket.socket(family, kind, protocol)
    connection.connect(target)
    connection.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
    return connection.detach()
