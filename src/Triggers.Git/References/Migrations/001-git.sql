-- What each reference named when it was last told of; caught_from and caught_to are what asking the repository found, whose deliveries may
-- still come.
CREATE TABLE git_references (
    repository TEXT NOT NULL,
    name TEXT NOT NULL,
    object_id TEXT NOT NULL,
    object_id_before TEXT NOT NULL,
    caught_from TEXT,
    caught_to TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (repository, name)
);

-- Repositories whose references have been read once: from then on one that is new there is news.
CREATE TABLE git_repositories (
    name TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE git_deliveries (
    id TEXT NOT NULL PRIMARY KEY,
    received_at BIGINT NOT NULL
);

CREATE INDEX git_deliveries_received_at ON git_deliveries (received_at);

-- Triggers put by the API, and the configuration of the template they were put in the place of.
CREATE TABLE git_triggers (
    repository TEXT NOT NULL PRIMARY KEY,
    replaced TEXT NOT NULL,
    triggers TEXT NOT NULL
);
