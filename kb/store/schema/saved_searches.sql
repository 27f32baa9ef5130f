CREATE TABLE searches (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    revision INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    total INTEGER NOT NULL,
    details TEXT NOT NULL
) STRICT;

CREATE TABLE search_results (
    search TEXT NOT NULL REFERENCES searches(id),
    position INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (search, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_results_record ON search_results(record);
