"""A store of many articles and references that nobody wrote, written past the parser.

Names are as frequent as they are in texts: the first place of the list is in many articles, the
last in few. The source texts are those of the first issues alone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.search.index import default_url, open_index
from kb.store import Store
from scripts.benchmarks.collection import Collection

PER_ISSUE = 15
WITH_TEXT = 50
"""Issues that have their source text."""
NAMES = {
    "sections": 8,
    "sources": 40,
    "countries": 40,
    "organisations": 400,
    "programmes": 150,
    "journals": 800,
    "keywords": 3000,
}
LINKED = {  # table: its names, and how many an article has at most
    "article_countries": ("countries", 1),
    "article_organisations": ("organisations", 3),
    "article_programmes": ("programmes", 2),
    "article_places": ("places", 2),
}
PLACES, AUTHORS = 300, 30_000
TYPES = ("article-journal", "article-journal", "article-journal", "report", "book", "thesis")
FLAGS = ("xnumx-date", "idiom-literal", "ordinal-year")

Row = tuple[Any, ...]


def write(path: Path, articles: int, references: int, seed: int) -> None:
    """Makes the store, and its index beside it."""
    collection = Collection(korean=True, seed=seed)
    with Store.open(path, write=True) as store:
        conn = store.db.conn
        conn.execute("BEGIN")
        for table, rows in _tables(collection, articles, references):
            marks = ", ".join("?" * len(rows[0]))
            conn.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        conn.execute("COMMIT")
        conn.execute("ANALYZE")
        open_index(default_url(path), store).close()
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _tables(
    collection: Collection, articles: int, references: int
) -> Iterator[tuple[str, list[Row]]]:
    yield from _names(collection)
    yield from _articles(collection, articles)
    yield from _other(articles)
    yield from _literature(collection, references)
    yield (
        "changes (part_of, at, who, why, kind, record, after)",
        [(1, "2026-01-01T00:00:00+00:00", "benchmark", "made", "issue", _issue(0), "{}")],
    )


def article_id(number: int) -> str:
    return f"made-{number // PER_ISSUE:06}-{number % PER_ISSUE:02}"


def reference_id(number: int) -> str:
    return f"work-{number:06}"


def _issue(number: int) -> str:
    return f"made-{number:06}"


def _names(collection: Collection) -> Iterator[tuple[str, list[Row]]]:
    words = collection.english
    more = {"countries": (None, None), "organisations": (None, None), "programmes": (None, None)}
    for table, count in NAMES.items():
        yield (
            table,
            [
                (n + 1, f"{words[500 + n].capitalize()} {words[5000 + n]}", *more.get(table, ()))
                for n in range(count)
            ],
        )
    yield "series", [(1, "made", "The Made Letter")]
    yield "flag_codes", [(code, code, f"What {code} means") for code in FLAGS]
    yield (
        "places",
        [
            (
                n + 1,
                f"{words[700 + n].capitalize()} Bay",
                "city",
                "KR",
                None,
                None,
                33 + n / 60,
                127.0,
            )
            for n in range(PLACES)
        ],
    )
    yield (
        "authors",
        [
            (
                n + 1,
                f"{words[n % 900].capitalize()}, {words[n].capitalize()}",
                words[n % 900],
                words[n],
            )
            for n in range(AUTHORS)
        ],
    )


def _articles(collection: Collection, count: int) -> Iterator[tuple[str, list[Row]]]:
    articles, sources, issues, texts = [], [], [], []
    for number, made in enumerate(collection.documents(0, count)):
        issue, position = divmod(number, PER_ISSUE)
        year, line = int(made.date[:4]), 3 + position * 4
        if position == 0:
            label = f"The Made Letter No. {issue}"
            head = (1, str(issue), label, made.date, year, None, "en", None, 1, 2)
            issues.append((_issue(issue), label, *head))
        if position == 0 and issue < WITH_TEXT:
            lines = "\n".join(["The Made Letter", *["a line of text"] * PER_ISSUE * 4])
            texts.append((_issue(issue), "made.txt", "0", "text/plain", "utf-8", "1", lines))
        section = 1 + sum(map(ord, made.section)) % NAMES["sections"]
        text = (made.body, None, position, line, line + 3, int(number % 50 == 0))
        articles.append(
            (made.id, made.title, None, _issue(issue), section, None, made.date, year, *text)
        )
        sources.append((made.id, 1 + int(made.source.rsplit(" ", 1)[1]), 0))
    yield "issues", issues
    yield "articles", articles
    yield "article_sources", sources
    yield (
        "source_texts (issue, path, sha256, media_type, encoding, parser, text)",
        texts,
    )


def _other(articles: int) -> Iterator[tuple[str, list[Row]]]:
    """What the texts of the articles say."""
    chance = random.Random(articles)
    sizes = {**NAMES, "places": PLACES}
    for table, (names, most) in LINKED.items():
        yield (
            table,
            [
                (article_id(number), key, 4 + number % PER_ISSUE * 4, "as printed")
                for number in range(articles)
                for key in {_frequent(chance, sizes[names]) for _ in range(chance.randint(0, most))}
            ],
        )
    each = range(0, articles, 5)
    yield (
        "amounts",
        [(n + 1, article_id(n), 4, "KRW 5 billion", "KRW", 5e9, 5e9, None, None) for n in each],
    )
    yield (
        "deadlines",
        [
            (
                n + 1,
                article_id(n),
                4,
                "a day",
                "deadline",
                f"{2005 + n % 20}-{1 + n % 12:02}-11",
                None,
            )
            for n in each
        ],
    )
    yield (
        "flags (id, article, code, line, evidence, confidence)",
        [
            (n + 1, article_id(n), FLAGS[n % len(FLAGS)], 4, "evidence", "certain")
            for n in range(0, articles, 50)
        ],
    )


def _frequent(chance: random.Random, count: int) -> int:
    return 1 + min(int(chance.expovariate(12 / count)), count - 1)


def _literature(collection: Collection, count: int) -> Iterator[tuple[str, list[Row]]]:
    chance = random.Random(f"{collection.seed} works")
    works, authors, keywords, mentions, details = [], [], [], [], []
    for number in range(count):
        id, year = reference_id(number), chance.randint(1990, 2024)
        words = chance.choices(collection.english, cum_weights=collection.weights, k=8)
        title, kind = " ".join(words).capitalize(), chance.choice(TYPES)
        journal = _frequent(chance, NAMES["journals"]) if kind == "article-journal" else None
        more = (None, None, None, "en", None, None)
        works.append((id, title, kind, journal, "5", "2", "1-9", year, str(year), *more))
        for place in range(chance.randint(1, 4)):
            authors.append((id, "author", place, _frequent(chance, AUTHORS)))
        for place, key in enumerate({_frequent(chance, NAMES["keywords"]) for _ in range(2)}):
            keywords.append((id, key, place))
        issue = _issue(number // PER_ISSUE)
        mentions.append((number + 1, issue, id, 1, 60, 60, title, None, id))
        csl = {"id": id, "type": kind, "title": title, "issued": {"date-parts": [[year]]}}
        details.append((id, json.dumps({"csl": csl})))
    yield "literature", works
    yield "literature_authors", authors
    yield "literature_keywords", keywords
    yield "mentions", mentions
    yield "details", details
