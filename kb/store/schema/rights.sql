CREATE TABLE rights (
    id TEXT PRIMARY KEY,
    series TEXT NOT NULL UNIQUE,
    open INTEGER NOT NULL,
    statement TEXT,
    said_by TEXT NOT NULL
) STRICT;
