"""A server process on a loopback port of its own, ended with everything it started."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

# One request like it: the project's first case.
BODY = '{"app":"test_app","page":"test_page"}'


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`command` is a function of the port and of a private folder; it returns arguments, environment and working directory."""

    def __init__(self, name, command, path="/likes_counter", patience=60, method="POST"):
        self.name, self._command, self.path, self._patience, self._method = name, command, path, patience, method
        self.port = free_port()
        self._folder = self._process = None

    @property
    def url(self):
        return "http://127.0.0.1:%d%s" % (self.port, self.path)

    def start(self):
        """Starts it and waits for its first good answer; returns the seconds that took."""
        self._folder = tempfile.mkdtemp(prefix="triggers-bench-")
        arguments, environment, cwd = self._command(self.port, self._folder)
        began = time.perf_counter()
        with open(os.path.join(self._folder, "output"), "wb") as output:
            self._process = subprocess.Popen(
                arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=cwd or self._folder,
                env={**os.environ, **environment}, start_new_session=True)
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() - began > self._patience:
                sys.exit("%s did not come up:\n%s" % (self.name, self._output()))
            time.sleep(0.005)
        return time.perf_counter() - began

    def ask(self, path=None):
        """One request; returns status, body and seconds."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            began = time.perf_counter()
            connection.request(self._method, path or self.path, BODY, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read(), time.perf_counter() - began
        finally:
            connection.close()

    def resident_megabytes(self):
        """Of the server process itself."""
        with open("/proc/%d/status" % self._process.pid) as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024

    def stop(self):
        if self._process is not None and self._process.poll() is None:
            self._signal(signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._signal(signal.SIGKILL)
                self._process.wait()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self):
        try:
            return self.ask()[0] == 200
        except OSError:
            return False

    def _signal(self, number):
        # Its session is its own: the group is everything it started.
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            pass

    def _output(self):
        with open(os.path.join(self._folder, "output"), errors="replace") as output:
            return output.read()[-4000:]
