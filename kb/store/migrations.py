"""The store's schema, as numbered migrations. A released migration is never changed, only followed.

Names are those that people read in Datasette. Ids of issues, articles and literature are text,
readable and stable; what is counted and filtered by is an integer key to a table of names.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from kb.lazily import Lazily

if TYPE_CHECKING:
    from kb.store import keys
else:
    keys = Lazily("kb.store.keys")

migrations = Migrations("kb")

_FIRST = """
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
"""


_ONE_RECORD_A_WORK = """
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
"""


_SAVED_SEARCHES = """
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
"""


@migrations()
def first(db: Database) -> None:
    _run(db, _FIRST)
    db.execute("INSERT INTO settings VALUES ('token', ?)", [secrets.token_hex(16)])


@migrations()
def one_record_a_work(db: Database) -> None:
    _run(db, _ONE_RECORD_A_WORK)
    keys.write_all(db)


def _run(db: Database, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def pages_and_family(db: Database) -> None:
    """First line of each page, a JSON array, and the name of the family file that was used."""
    db.execute("ALTER TABLE source_texts ADD COLUMN pages TEXT")
    db.execute("ALTER TABLE source_texts ADD COLUMN family TEXT")


@migrations()
def saved_searches(db: Database) -> None:
    _run(db, _SAVED_SEARCHES)


_WHAT_THE_TEXT_SAYS = """
CREATE TABLE places (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT,
    country TEXT,
    region TEXT,
    ko TEXT,
    latitude REAL,
    longitude REAL
) STRICT;
CREATE INDEX places_name ON places(name, country, region);

CREATE TABLE countries (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    code TEXT,
    ko TEXT
) STRICT;

CREATE TABLE organisations (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT,
    ko TEXT
) STRICT;

CREATE TABLE programmes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT,
    ko TEXT
) STRICT;

CREATE TABLE article_places (
    article TEXT NOT NULL REFERENCES articles(id),
    place INTEGER NOT NULL REFERENCES places(id),
    line INTEGER,
    printed TEXT,
    PRIMARY KEY (article, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_places_place ON article_places(place, article);

CREATE TABLE article_countries (
    article TEXT NOT NULL REFERENCES articles(id),
    country INTEGER NOT NULL REFERENCES countries(id),
    line INTEGER,
    printed TEXT,
    PRIMARY KEY (article, country)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_countries_country ON article_countries(country, article);

CREATE TABLE article_organisations (
    article TEXT NOT NULL REFERENCES articles(id),
    organisation INTEGER NOT NULL REFERENCES organisations(id),
    line INTEGER,
    printed TEXT,
    PRIMARY KEY (article, organisation)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_organisations_organisation ON article_organisations(organisation, article);

CREATE TABLE article_programmes (
    article TEXT NOT NULL REFERENCES articles(id),
    programme INTEGER NOT NULL REFERENCES programmes(id),
    line INTEGER,
    printed TEXT,
    PRIMARY KEY (article, programme)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_programmes_programme ON article_programmes(programme, article);

CREATE TABLE amounts (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles(id),
    line INTEGER NOT NULL,
    printed TEXT NOT NULL,
    currency TEXT NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    purpose TEXT,
    suspect TEXT
) STRICT;
CREATE INDEX amounts_article ON amounts(article);
CREATE INDEX amounts_currency_high ON amounts(currency, high);

CREATE TABLE deadlines (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles(id),
    line INTEGER NOT NULL,
    printed TEXT NOT NULL,
    kind TEXT NOT NULL,
    date TEXT NOT NULL,
    until TEXT
) STRICT;
CREATE INDEX deadlines_article ON deadlines(article);
CREATE INDEX deadlines_date ON deadlines(date);

CREATE TABLE flag_codes (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    meaning TEXT NOT NULL
) STRICT;

CREATE TABLE flags (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles(id),
    code TEXT NOT NULL REFERENCES flag_codes(id),
    line INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    confidence TEXT NOT NULL,
    proposed TEXT,
    argument TEXT,
    status TEXT NOT NULL DEFAULT 'open',
    note TEXT
) STRICT;
CREATE INDEX flags_article ON flags(article);
CREATE INDEX flags_code_status ON flags(code, status);

CREATE TABLE proposals (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles(id),
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    line INTEGER NOT NULL,
    printed TEXT NOT NULL,
    confidence REAL NOT NULL
) STRICT;
CREATE INDEX proposals_article ON proposals(article);
CREATE INDEX proposals_name ON proposals(list, name);

ALTER TABLE articles ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;
"""


@migrations()
def what_the_text_says(db: Database) -> None:
    """Places, organisations, programmes, amounts, deadlines and flags of articles."""
    _run(db, _WHAT_THE_TEXT_SAYS)


def known() -> set[str]:
    """The names of the migrations that this version of kb has."""
    return {migration.name for migration in migrations._migrations}
