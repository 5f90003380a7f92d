"""The servers that are loaded side by side; each answers a POST with the event its handler got."""

import os
import shutil

from measure import machine
from measure.server import Server, free_port

FUNCTIONS = os.path.join(machine.BENCH, "functions")
PEERS = os.path.join(machine.BENCH, "peers")
TRIGGERS = os.path.join(machine.HOST, "triggers")
ENVIRONMENTS = 8


def all_of(names):
    """The servers of these names, and under `serverless` two."""
    makers = {
        "kestrel": lambda: [Server("bare Kestrel", _bare)],
        "python": lambda: [gateway("Triggers, Python", "python", "echo.handler", machine.python_runtime())],
        "node": lambda: [gateway("Triggers, Node", "node", "echo.handler", machine.node_runtime())],
        "plain": lambda: [gateway("Triggers, http.client", "python", "echo.handler", "provided.al2023")],
        "uwsgi": lambda: [Server("uWSGI, 8 processes", _uwsgi)],
        "gunicorn": lambda: [Server("gunicorn, gthread 8 × 4", _gunicorn)],
        "serverless": lambda: [
            Server("serverless-offline, Node", _serverless, "/node", 180), Server("serverless-offline, Python", _serverless, "/python", 180)],
    }
    return [server for name, make in makers.items() if name in names for server in make()]


def gateway(name, code, handler, runtime):
    """Our gateway with one function, in at most eight execution environments."""

    def command(port, folder):
        template = os.path.join(FUNCTIONS, "template.yaml")
        parameters = ("Code=" + os.path.join(FUNCTIONS, code), "Handler=" + handler, "Runtime=" + runtime)
        return host_command(port, folder, [template, *(word for each in parameters for word in ("--parameter", each))])

    return Server(name, command)


def host_command(port, folder, arguments, lambda_port=None):
    """`triggers up` with its own data folder and ports, quiet, on Debian's Python."""
    settings = {
        "Http:Url": "http://127.0.0.1:%d" % port,
        "Lambda:Url": "http://127.0.0.1:%d" % (lambda_port or free_port()),
        "Storage:Url": "http://127.0.0.1:%d" % free_port(),
        "Git:Url": "http://127.0.0.1:%d" % free_port(),
        "Invoker:MaximumEnvironments": ENVIRONMENTS,
        "Invoker:Interpreters:" + machine.python_runtime(): machine.PYTHON,
        "Logging:LogLevel:Default": "Warning",
    }
    return [TRIGGERS, "up", *arguments, "--data", os.path.join(folder, "data"), *("--%s=%s" % each for each in settings.items())], {}, None


def _bare(port, folder):
    return [machine.BARE, "--url=http://127.0.0.1:%d" % port], {}, None


def _uwsgi(port, folder):
    # Its HTTP router in front of the processes, as it is put before clients. (With http11-socket each process would serve one
    # connection for as long as that lasts: of 32 clients 24 would get no answer at all.)
    return [
        "uwsgi", "--plugins", "http,python3", "--http", "127.0.0.1:%d" % port, "--http-keepalive", "--master", "--processes", "8", "--disable-logging",
        "--die-on-term", "--wsgi-file", os.path.join(PEERS, "wsgi.py"),
    ], {}, None


def _gunicorn(port, folder):
    return ["gunicorn", "-w", "8", "-k", "gthread", "--threads", "4", "-b", "127.0.0.1:%d" % port, "--chdir", PEERS, "wsgi:application"], {}, None


def _serverless(port, folder):
    home = os.path.join(machine.cache(), "serverless-offline-13.9.0")
    if not os.path.exists(os.path.join(home, "node_modules", "serverless-offline")):
        machine.say("installing serverless-offline into", home)
        os.makedirs(home, exist_ok=True)
        shutil.copy(os.path.join(PEERS, "serverless", "package.json"), home)
        machine.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=home)
    service = os.path.join(folder, "service")
    shutil.copytree(os.path.join(PEERS, "serverless"), service)
    shutil.copytree(FUNCTIONS, os.path.join(service, "functions"))
    os.symlink(os.path.join(home, "node_modules"), os.path.join(service, "node_modules"))
    environment = {
        "BENCH_PORT": str(port), "BENCH_LAMBDA_PORT": str(free_port()), "BENCH_PYTHON_RUNTIME": machine.python_runtime(),
        "SLS_TELEMETRY_DISABLED": "1", "SLS_NOTIFICATIONS_MODE": "off", "PATH": os.path.dirname(machine.PYTHON) + ":" + os.environ["PATH"],
    }
    return ["node", "node_modules/serverless/bin/serverless.js", "offline", "start"], environment, service
