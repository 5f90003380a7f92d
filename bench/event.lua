-- An Event invocation with the event that a push becomes.
local file = io.open(os.getenv("BENCH_BODY"), "rb")
wrk.method = "POST"
wrk.headers["X-Amz-Invocation-Type"] = "Event"
wrk.body = file:read("*a")
file:close()
