-- What was deployed, in the order of first deployment; the event sources of a stack stand in their own rows.
CREATE TABLE stacks (
    name TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    deployed_at TEXT NOT NULL,
    document TEXT NOT NULL
);

CREATE TABLE event_sources (
    id TEXT NOT NULL PRIMARY KEY,
    stack TEXT NOT NULL,
    position BIGINT NOT NULL,
    document TEXT NOT NULL
);

CREATE INDEX event_sources_stack ON event_sources (stack);
