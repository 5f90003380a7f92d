"""The same load on every server, round after round: what disturbs the machine disturbs all of them alike."""

from statistics import median

from measure import machine, servers, wrk

CONNECTIONS = (1, 32)


def measure(names, quick):
    """For each server the medians over the rounds, and the medians of its ratios to bare Kestrel within each round."""
    rounds, seconds = (2, 2) if quick else (7, 4)
    running = servers.all_of(names)
    samples = {server.name: {connections: [] for connections in CONNECTIONS} for server in running}
    try:
        for server in running:
            machine.say("starting", server.name)
            server.start()
            wrk.load(server, max(CONNECTIONS), 2)
        for turn in range(rounds):
            # A different one goes first each time.
            order = running[turn % len(running):] + running[: turn % len(running)]
            for server in order:
                for connections in CONNECTIONS:
                    machine.say("round %d of %d:" % (turn + 1, rounds), server.name, "with %d connections" % connections)
                    samples[server.name][connections].append(wrk.load(server, connections, seconds))
    finally:
        for server in running:
            server.stop()
    bare = samples[running[0].name]
    return {"rounds": rounds, "seconds": seconds, "servers": [_summary(server.name, samples[server.name], bare) for server in running]}


def _summary(name, own, bare):
    row = {"name": name}
    for connections in CONNECTIONS:
        row["connections_%d" % connections] = {
            "requests_per_second": round(median(rate for rate, _ in own[connections])),
            "p50_ms": round(median(p50 for _, p50 in own[connections]), 3),
            "rate_ratio": round(median(mine[0] / theirs[0] for mine, theirs in zip(own[connections], bare[connections])), 3),
            "p50_ratio": round(median(mine[1] / theirs[1] for mine, theirs in zip(own[connections], bare[connections])), 2),
            "samples": own[connections],
        }
    return row
