"""The results as tables, each number beside what it must reach."""


def text(results):
    machine, quick = results["machine"], " · quick" if results["quick"] else ""
    lines = ["%s · %d cores, %d GiB, %s%s" % (results["date"], machine["cores"], machine["memory_gib"], machine["cpu"], quick)]
    if "load" in results:
        lines += ["", *_load(results["load"])]
    lines += ["", "| what | measured | wanted | |", "|---|---|---|---|"]
    lines += ["| %s | %s | %s | %s |" % (what, measured, wanted, "yes" if held else "**no**") for what, measured, wanted, held in _goals(results)]
    return "\n".join(lines)


def _load(load):
    yield "Medians of %d rounds of %d s; ratios to bare Kestrel within each round." % (load["rounds"], load["seconds"])
    yield ""
    yield "| server | 1 connection: p50 | × bare | 32 connections: requests/s | × bare |"
    yield "|---|---|---|---|---|"
    for server in load["servers"]:
        one, many = server["connections_1"], server["connections_32"]
        yield "| %s | %.3f ms | %.2f | %d | %.3f |" % (
            server["name"], one["p50_ms"], one["p50_ratio"], many["requests_per_second"], many["rate_ratio"])


def _goals(results):
    servers = {server["name"]: server for server in results.get("load", {}).get("servers", [])}
    for name, least in (("Triggers, Python", 0.28), ("Triggers, Node", 0.20), ("Triggers, http.client", 0.08)):
        if name in servers:
            yield _at_least(name + ", 32 connections, × bare Kestrel", servers[name]["connections_32"]["rate_ratio"], least)
    for ours, peer, least in (
        ("Triggers, Python", "uWSGI, 8 processes", 1.0),
        ("Triggers, Python", "gunicorn, gthread 8 × 4", 1.0),
        ("Triggers, Node", "serverless-offline, Node", 5.0),
        ("Triggers, Python", "serverless-offline, Python", 4.0),
    ):
        if ours in servers and peer in servers:
            mine, theirs = (servers[name]["connections_32"]["samples"] for name in (ours, peer))
            ratios = sorted(a[0] / b[0] for a, b in zip(mine, theirs))
            yield _at_least("%s, 32 connections, × %s" % (ours, peer), round(ratios[len(ratios) // 2], 2), least)
    for name in ("Triggers, Python", "Triggers, Node"):
        if name in servers:
            yield _at_most(name + ", 1 connection, p50 × bare Kestrel", servers[name]["connections_1"]["p50_ratio"], 3.0)
    if "cold" in results:
        cold = results["cold"]
        for name, label, limit in (("python", "`python3 -I -c pass`", 1.3), ("node", "`node -e 0`", None)):
            what = "cold start, %s: %.1f ms, × %s (%.1f ms)" % (name, cold[name]["first_next_ms"], label, cold[name]["interpreter_ms"])
            yield _at_most(what, cold[name]["ratio"], limit)
    if "host" in results:
        yield _at_most("Host ready, s", results["host"]["ready_s"], 2.5)
        yield _at_most("Host idle, MB resident", results["host"]["idle_resident_mb"], 120)
    if "scale" in results:
        scale = results["scale"]
        yield _at_most("%d functions, p50 × one function" % scale["functions"], scale["p50_ratio"], 1.2)
        yield _at_most("%d functions, deployment, s" % scale["functions"], scale["deployment_s"], 10)
        yield _at_most("first call of a function through the gateway, ms", scale["cold_call_ms"], None)
    if "git" in results:
        git = results["git"]
        rates = ", ".join("%s %d/s" % each for each in git["requests_per_second"].items())
        yield _at_least("GitHub push of 8 KB taken over, %d connections, × the bus's own rate (%s)" % (git["connections"], rates), git["push_to_bus"], 0.4)
        yield _at_least("the same, × bare Kestrel taking the same body", git["push_to_bare"], 0.4)


def _at_least(what, measured, wanted):
    return what, measured, "≥ %s" % wanted, measured >= wanted


def _at_most(what, measured, wanted):
    return what, measured, "" if wanted is None else "≤ %s" % wanted, wanted is None or measured <= wanted
