"""This machine: what the bench needs of it, the builds it measures, and what it is."""

import os
import platform
import shutil
import subprocess
import sys

BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOP = os.path.dirname(BENCH)
HOST = os.path.join(TOP, "src", "Triggers.Host", "bin", "Release", "net10.0")
BARE = os.path.join(BENCH, "BareKestrel", "bin", "Release", "net10.0", "BareKestrel")

# Debian's own interpreters: uWSGI and gunicorn of Debian run on this Python, so ours is measured on it too.
PYTHON = "/usr/bin/python3"
PROGRAMS = {
    "dotnet": (None, "the .NET 10 SDK"),
    "wrk": ("wrk", "wrk"),
    "node": ("nodejs", "Node"),
    "npm": ("npm", "npm"),
    "uwsgi": ("uwsgi uwsgi-plugin-python3", "uWSGI"),
    "gunicorn": ("gunicorn", "gunicorn"),
}


def prepare(wanted):
    """Installs what is missing and builds what is measured, in Release."""
    needed = ["dotnet"]
    if wanted - {"cold", "host"}:
        needed.append("wrk")
    needed += ["node"] if wanted & {"node", "cold", "serverless"} else []
    needed += ["npm"] if "serverless" in wanted else []
    needed += [name for name in ("uwsgi", "gunicorn") if name in wanted]
    for program in needed:
        require(program)
    for project in ("src/Triggers.Host", "bench/BareKestrel"):
        say("building", project)
        run(["dotnet", "build", project, "-c", "Release", "-v", "q", "--nologo"], cwd=TOP)


def require(program):
    """Stops with a sentence when a program is neither there nor can be installed."""
    if shutil.which(program):
        return
    packages, name = PROGRAMS[program]
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        say("installing", packages)
        run(["apt-get", "install", "-y", "--no-install-recommends", *packages.split()])
    if not shutil.which(program):
        sys.exit("bench/run needs %s%s." % (name, ": apt-get install " + packages if packages else ""))


def run(command, **options):
    """Runs a command to its end; stops, showing its output, when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        sys.exit("%s\n%s failed with %d" % (done.stdout, " ".join(command), done.returncode))
    return done.stdout


def python_runtime():
    """The runtime id of the Python that is measured."""
    return "python" + run([PYTHON, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).strip()


def node_runtime():
    """The runtime id of the Node that is measured."""
    return "nodejs%s.x" % run(["node", "-p", "process.versions.node.split('.')[0]"]).strip()


def cache():
    """Where peers from npm are installed once."""
    folder = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "triggers-bench")
    os.makedirs(folder, exist_ok=True)
    return folder


def result_file(date):
    folder = os.path.join(BENCH, "results")
    os.makedirs(folder, exist_ok=True)
    return os.path.join(folder, date.replace(":", "").replace("+0000", "Z") + ".json")


def describe():
    memory = int(next(line for line in open("/proc/meminfo") if line.startswith("MemTotal:")).split()[1])
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return {"cores": os.cpu_count(), "memory_gib": round(memory / 1024 / 1024), "cpu": model, "system": platform.platform()}


def say(*words):
    """Progress, apart from the results."""
    print("·", *words, file=sys.stderr, flush=True)
