-- A GitHub push of 8 KB, signed, each time as a new delivery.
local file = io.open(os.getenv("BENCH_BODY"), "rb")
local body = file:read("*a")
file:close()
local prefix, count = os.getenv("BENCH_DELIVERIES"), 0
local headers = {
  ["Content-Type"] = "application/json",
  ["X-GitHub-Event"] = "push",
  ["X-Hub-Signature-256"] = "sha256=" .. os.getenv("BENCH_SIGNATURE"),
}

request = function()
  count = count + 1
  headers["X-GitHub-Delivery"] = string.format("%s-%012x", prefix, count)
  return wrk.format("POST", nil, headers, body)
end
