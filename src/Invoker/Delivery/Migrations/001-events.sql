-- Event invocations from their acceptance on. state: 0 = waits or runs, 1 = is over (kept to know a repetition), 2 = dead.
-- due_at: when it may run next (state 0), or when it ended. Times are milliseconds since 1970.
CREATE TABLE events (
    id TEXT NOT NULL PRIMARY KEY,
    function TEXT NOT NULL,
    qualifier TEXT,
    trace_id TEXT,
    state INTEGER NOT NULL,
    accepted_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    refusals INTEGER NOT NULL,
    condition TEXT,
    payload BYTEA,
    result_version TEXT,
    result_error TEXT,
    result_payload BYTEA
);

CREATE INDEX events_by_state ON events (state, due_at);
