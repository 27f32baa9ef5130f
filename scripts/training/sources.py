"""Bibliographic facts of files: gold fields of annotated rows, items of CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.training.records import Facts, Person


def of_rows(rows: list[Mapping[str, Any]]) -> Iterator[Facts]:
    """The facts that the gold fields of annotated rows state."""
    for row in rows:
        gold = row["gold"]
        authors = [_of_gold(name) for name in gold.get("authors") or []]
        if row.get("authors_suspect") or not gold.get("title") or not all(authors):
            continue
        texts = {
            name: str(gold[key])
            for name, key in _GOLD
            if gold.get(key) and len(str(gold[key])) < 260
        }
        if "title" not in texts:
            continue
        kind = (
            "article"
            if gold.get("volume") and gold.get("container")
            else ("chapter" if gold.get("container") else "book")
        )
        place = row["raw"].get("location") or row["raw"].get("pubPlace")
        if isinstance(place, str):
            texts["place"] = place.strip(" ,.:;()[]")
        yield Facts(kind, "en", authors=[a for a in authors if a], texts=texts)


_GOLD = (
    ("title", "title"),
    ("container", "container"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("date", "year"),
    ("month", "month"),
    ("page", "pages"),
    ("publisher", "publisher"),
    ("doi", "doi"),
    ("url", "url"),
)


def _of_gold(name: str) -> Person | None:
    """A name of the gold whose parts it shows."""
    if re.search(r"[^A-Za-zÀ-ÿ.,'’\- ]", name):
        return None
    if "," in name:
        family, _, given = name.partition(",")
        return Person(family.strip(), given.strip()) if family.strip() and given.strip() else None
    words = name.split()
    initials = [w for w in words if re.fullmatch(r"(?:[A-Z]\.?-?){1,3}", w)]
    rest = [w for w in words if w not in initials]
    if initials and 0 < len(rest) < 3:
        return Person(" ".join(rest), " ".join(initials))
    return Person(words[-1], " ".join(words[:-1])) if len(words) in (2, 3) else None


def of_csl(path: Path) -> Iterator[Facts]:
    """The facts of a file of CSL-JSON items, one a line."""
    kinds = {
        "article-journal": "article",
        "paper-conference": "conference",
        "book": "book",
        "report": "report",
        "thesis": "thesis",
        "chapter": "chapter",
        "legislation": "law",
        "standard": "standard",
        "webpage": "web",
    }
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        title = item.get("title")
        if not title or item.get("type") not in kinds:
            continue
        language = "ko" if re.search("[가-힣]", title) else "en"
        authors = [_of_csl(name) for name in item.get("author") or []]
        parts = (item.get("issued") or {}).get("date-parts") or [[]]
        texts = {
            "title": title,
            **{k: str(item[v]) for k, v in _CSL if item.get(v)},
            **dict(zip(("date", "month", "day"), map(str, parts[0]), strict=False)),
        }
        yield Facts(kinds[item["type"]], language, authors=authors, texts=texts)


_CSL = (
    ("container", "container-title"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "page"),
    ("publisher", "publisher"),
    ("place", "publisher-place"),
    ("doi", "DOI"),
    ("url", "URL"),
    ("number", "number"),
)


def _of_csl(name: Mapping[str, str]) -> Person:
    if name.get("literal") or not name.get("given"):
        return Person(name.get("literal") or name.get("family") or "", body=True)
    return Person(name["family"], name["given"])
