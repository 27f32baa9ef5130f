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
