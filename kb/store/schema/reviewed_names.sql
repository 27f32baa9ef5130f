CREATE TABLE reviewed_names (
    id TEXT PRIMARY KEY,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    counted_as TEXT,
    note TEXT,
    entry TEXT
) STRICT;
CREATE INDEX reviewed_names_list ON reviewed_names(list, name);
