CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE details (record TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL
) STRICT;

CREATE TABLE issues (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    series INTEGER REFERENCES series(id),
    number TEXT,
    title TEXT,
    date TEXT,
    year INTEGER,
    publisher TEXT,
    language TEXT,
    url TEXT,
    first_line INTEGER,
    last_line INTEGER
) STRICT;
CREATE INDEX issues_series ON issues(series);
CREATE INDEX issues_date ON issues(date);

CREATE TABLE source_texts (
    issue TEXT PRIMARY KEY REFERENCES issues(id),
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    encoding TEXT NOT NULL,
    parser TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX source_texts_sha256 ON source_texts(sha256);

CREATE TABLE sections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE journals (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE keywords (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE authors (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    family TEXT,
    given TEXT
) STRICT;

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    headline TEXT NOT NULL,
    subtitle TEXT,
    issue TEXT NOT NULL REFERENCES issues(id),
    section INTEGER REFERENCES sections(id),
    feature TEXT,
    date TEXT,
    year INTEGER,
    body TEXT NOT NULL,
    url TEXT,
    position INTEGER NOT NULL,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL
) STRICT;
CREATE INDEX articles_issue ON articles(issue, position);
CREATE INDEX articles_section_year ON articles(section, year);
CREATE INDEX articles_year_section ON articles(year, section);
CREATE INDEX articles_date ON articles(date);

CREATE TABLE article_sources (
    article TEXT NOT NULL REFERENCES articles(id),
    source INTEGER NOT NULL REFERENCES sources(id),
    position INTEGER NOT NULL,
    PRIMARY KEY (article, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_sources_source ON article_sources(source, article);

CREATE TABLE literature (
    id TEXT PRIMARY KEY,
    title TEXT,
    type TEXT NOT NULL,
    journal INTEGER REFERENCES journals(id),
    volume TEXT,
    issue TEXT,
    pages TEXT,
    year INTEGER,
    issued TEXT,
    publisher TEXT,
    doi TEXT,
    url TEXT,
    language TEXT,
    abstract TEXT,
    note TEXT
) STRICT;
CREATE INDEX literature_type_year ON literature(type, year);
CREATE INDEX literature_journal_year ON literature(journal, year);
CREATE INDEX literature_year_type ON literature(year, type);
CREATE INDEX literature_doi ON literature(doi);
CREATE INDEX literature_title ON literature(title);

CREATE TABLE literature_authors (
    literature TEXT NOT NULL REFERENCES literature(id),
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    author INTEGER NOT NULL REFERENCES authors(id),
    PRIMARY KEY (literature, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX literature_authors_author ON literature_authors(author, literature);

CREATE TABLE literature_keywords (
    literature TEXT NOT NULL REFERENCES literature(id),
    keyword INTEGER NOT NULL REFERENCES keywords(id),
    position INTEGER NOT NULL,
    PRIMARY KEY (literature, keyword)
) STRICT, WITHOUT ROWID;
CREATE INDEX literature_keywords_keyword ON literature_keywords(keyword, literature);

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    issue TEXT NOT NULL REFERENCES issues(id),
    literature TEXT REFERENCES literature(id),
    section INTEGER REFERENCES sections(id),
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL,
    printed TEXT NOT NULL,
    problem TEXT
) STRICT;
CREATE INDEX mentions_issue ON mentions(issue, first_line);
CREATE INDEX mentions_literature ON mentions(literature);

CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    part_of INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    before TEXT,
    after TEXT,
    undoes INTEGER REFERENCES changes(id)
) STRICT;
CREATE INDEX changes_record ON changes(record, id);
CREATE INDEX changes_part_of ON changes(part_of);
CREATE INDEX changes_undoes ON changes(undoes);
CREATE INDEX changes_source ON changes(json_extract(after, '$.source.sha256')) WHERE kind = 'issue';
