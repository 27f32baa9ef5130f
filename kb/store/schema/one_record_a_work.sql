CREATE TABLE literature_keys (
    key INTEGER NOT NULL,
    literature TEXT NOT NULL REFERENCES literature(id),
    PRIMARY KEY (key, literature)
) STRICT, WITHOUT ROWID;
CREATE INDEX literature_keys_literature ON literature_keys(literature);

CREATE TABLE merged (
    id TEXT PRIMARY KEY,
    literature TEXT NOT NULL REFERENCES literature(id),
    title TEXT,
    doi TEXT
) STRICT;
CREATE INDEX merged_literature ON merged(literature);
CREATE INDEX merged_title ON merged(title COLLATE NOCASE);
CREATE INDEX merged_doi ON merged(doi COLLATE NOCASE);

CREATE TABLE not_duplicates (
    id TEXT PRIMARY KEY,
    list TEXT NOT NULL,
    one TEXT NOT NULL,
    other TEXT NOT NULL
) STRICT;
CREATE INDEX not_duplicates_list ON not_duplicates(list);

CREATE TABLE variants (
    id TEXT PRIMARY KEY,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    preferred TEXT NOT NULL,
    UNIQUE (list, name)
) STRICT;
CREATE INDEX variants_preferred ON variants(list, preferred);

ALTER TABLE mentions ADD COLUMN linked TEXT;
UPDATE mentions SET linked = literature;
CREATE INDEX mentions_linked ON mentions(linked);
