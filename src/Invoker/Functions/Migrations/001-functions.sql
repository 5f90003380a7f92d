-- One row a function: the whole record as one JSON document.
CREATE TABLE functions (
    name TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
);
