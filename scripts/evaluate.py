"""Measure parsing on the corpus that ships, and fail where a measure is below its floor.

The floors and the corpus are pinned: lowering a floor, or changing an expected result, is a change
that a reader sees here.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kb.exports.parse_json import parse_json
from kb.folding import fold
from kb.pipeline import parse

CORPUS = Path(__file__).parents[1] / "corpus"
FLOORS = {
    "issue": 1.0,
    "sections": 1.0,
    "headlines": 1.0,
    "articles": 1.0,
    "lines": 1.0,
    "bodies": 1.0,
    "references": 1.0,
    "furniture": 1.0,
    "accounted": 1.0,
    "places": 1.0,
    "countries": 1.0,
    "organisations": 1.0,
    "programmes": 0.9,
    "amounts": 1.0,
    "deadlines": 0.8,
    "events": 1.0,
    "flags": 0.9,
}
"""Share that must be right; what each measures stands at the function of its name below."""
PINNED = "e047f479f6a8557bee4879d52125d64d7dfb955b05ae1a909c4a51cdc8e58c29"
"""SHA-256 over the issues and their expected results."""

_ISSUE = ("series", "number", "date", "language")
_ARTICLE = ("section", "feature", "headline", "subtitle", "date", "sources")
Json = dict[str, Any]


class Tally(NamedTuple):
    """How many of how many are right."""

    right: int
    of: int


def issue_files(folder: Path = CORPUS) -> list[Path]:
    """The issues of the corpus: every file that is neither a result nor about the corpus."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and path.suffix != ".json" and path.name != "README.md"
    )


def expected_of(path: Path) -> Path:
    return path.with_name(f"{path.stem}.expected.json")


def evaluate() -> dict[str, float]:
    """The share right of each measure, over the whole corpus."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for path in issue_files():
        expected = json.loads(expected_of(path).read_text(encoding="utf-8"))
        # through JSON, so that what is compared is what `kb parse` prints
        got = json.loads(json.dumps(parse_json(*parse(path))))
        for name, tally in _tallies(expected, got):
            right[name] += tally.right
            total[name] += tally.of
    return {name: right[name] / total[name] if total[name] else 1.0 for name in FLOORS}


def _tallies(expected: Json, got: Json) -> Iterator[tuple[str, Tally]]:
    pairs = list(_pairs(expected["articles"], got["articles"]))
    yield "issue", issue(expected, got)
    yield "sections", _equal(expected["sections"], got["sections"])
    yield "headlines", headlines(expected, got)
    yield "articles", _count(all(w[k] == g.get(k) for k in _ARTICLE) for w, g in pairs)
    yield "lines", _count(w["lines"] == g.get("lines") for w, g in pairs if w["lines"])
    yield "bodies", _count(_same_body(w, g) for w, g in pairs)
    yield "references", references(expected, got)
    yield "furniture", furniture(expected, got)
    yield "accounted", _equal([], got["unaccounted"])
    for name, written in _SAID.items():
        for w, g in pairs:
            yield name, said(w["annotations"].get(name, []), map(written, g.get(name, [])))


_SAID: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("places", "countries", "organisations", "programmes"), str),
    "amounts": lambda one: [one["surface"], one["currency"], one["low"], one["high"]],
    "deadlines": lambda one: [one["surface"], one["when"]],
    "events": lambda one: [one["surface"], one["when"]],
    "flags": lambda one: [one["code"], one["evidence"]],
}
"""What an article's text says, each as an expected result writes it."""


def said(want: list[Any], have: Iterable[Any]) -> Tally:
    """What is there and expected, of all that is either."""
    both, either = Counter(map(repr, want)), Counter(map(repr, have))
    return Tally((both & either).total(), (both | either).total())


def issue(expected: Json, got: Json) -> Tally:
    """Series, number, date and language, and the masthead's lines where they are expected."""
    want = {k: v for k, v in expected["issue"].items() if k in _ISSUE or v is not None}
    return _count(got["issue"].get(name) == value for name, value in want.items())


def headlines(expected: Json, got: Json) -> Tally:
    """Headlines that are there and expected, of all that are either."""
    want, have = ({fold(a["headline"]) for a in side["articles"]} for side in (expected, got))
    return Tally(len(want & have), len(want | have))


def references(expected: Json, got: Json) -> Tally:
    """Every field of every record; a record too many is a wrong one."""
    want, have = expected["references"], got["references"]
    fields = [
        (w["record"][name], (g.get("record") or {}).get(name))
        for w, g in zip(want, [*have, *[{}] * len(want)], strict=False)
        for name in w["record"]
    ]
    extra = max(0, len(have) - len(want))
    tally = _count(value == other for value, other in fields)
    return Tally(tally.right, tally.of + extra)


def furniture(expected: Json, got: Json) -> Tally:
    """Kind and lines; only the kinds, once each, where lines are not expected."""
    if all(part["lines"] for part in expected["furniture"]):
        return _equal(expected["furniture"], got["furniture"])
    return _equal(
        *(sorted({part["kind"] for part in side["furniture"]}) for side in (expected, got))
    )


def _pairs(want: list[Json], have: list[Json]) -> Iterator[tuple[Json, Json]]:
    by_headline = {fold(article["headline"]): article for article in have}
    yield from ((article, by_headline.get(fold(article["headline"]), {})) for article in want)


def _same_body(want: Json, got: Json) -> bool:
    body = " ".join(str(got.get("body", "")).split())
    first, last = (" ".join(str(want[key]).split()) for key in ("body_first", "body_last"))
    return body.startswith(first) and body.endswith(last)


def _equal(want: Any, have: Any) -> Tally:
    return Tally(int(want == have), 1)


def _count(results: Iterator[bool] | Any) -> Tally:
    listed = list(results)
    return Tally(sum(listed), len(listed))


def fingerprint() -> str:
    """What PINNED pins."""
    digest = hashlib.sha256()
    for path in issue_files():
        digest.update(path.read_bytes())
        digest.update(expected_of(path).read_bytes())
    return digest.hexdigest()


def main() -> int:
    failed = 0
    for name, share in evaluate().items():
        below = share < FLOORS[name]
        failed += below
        print(f"{name:12} {share:.3f}  floor {FLOORS[name]:.3f}{'  BELOW' if below else ''}")
    if fingerprint() != PINNED:
        print(f"the corpus is not the one that is pinned; it is {fingerprint()}")
        failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
