"""Whether two records are of one work: a score between 0 and 1, and the evidence for it.

Every field that both records state agrees in some way, and each way has a weight, the logarithm of
how much more often pairs of one work agree so than pairs of two (Fellegi and Sunter's model, with
weights that are set by hand and checked by scripts/evaluate_duplicates.py). Pure functions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from kb.references import titles
from kb.references.persons import same_people, subsequence
from kb.references.titles import compare_titles
from kb.references.traits import Traits

PRIOR = -4.0
"""The logarithm of the odds that two records which share a key are of one work, before reading."""
UNCORROBORATED = 0.3
"""The highest score of a pair that nothing but its title, its journal or its type speaks for."""
LIKELY = 0.9
"""The score from which a pair is reported; see docs/duplicates.md for what that finds."""

WEIGHTS: Mapping[tuple[str, str], float] = {
    ("DOI", "same"): 10.0,
    ("DOI", "different"): -12.0,
    ("ISBN", "same"): 4.0,
    ("ISBN", "different"): -2.5,
    ("title", titles.SAME_LONG): 5.2,
    ("title", titles.SAME): 4.2,
    ("title", titles.ALIKE_LONG): 4.7,
    ("title", titles.ALIKE): 3.7,
    ("title", titles.SHORTER): 2.5,
    ("title", titles.SHORTER_NUMBERED): -1.0,
    ("title", titles.GENERIC): 0.5,
    ("title", titles.TRANSLATED): -1.5,
    ("title", titles.REWORDED): -3.5,
    ("title", titles.NUMBERED): -7.0,
    ("title", titles.OTHER): -7.0,
    ("names", "same"): 3.0,
    ("names", "same, several"): 4.0,
    ("names", "compatible"): 2.0,
    ("names", "partly"): 0.5,
    ("names", "different"): -4.5,
    ("year", "same"): 1.0,
    ("year", "one apart"): -1.0,
    ("year", "different"): -5.0,
    ("pages", "same"): 3.0,
    ("pages", "same first"): 2.0,
    ("pages", "different"): -4.0,
    ("volume", "same"): 0.7,
    ("volume", "different"): -2.0,
    ("issue", "same"): 0.5,
    ("issue", "different"): -2.0,
    ("journal", "same"): 0.7,
    ("journal", "different"): -1.0,
    ("number", "same"): 2.0,
    ("number", "different"): -5.0,
    ("edition", "same"): 0.3,
    ("edition", "different"): -5.0,
    ("publisher", "same"): 0.3,
    ("type", "different"): -1.5,
}

# Types under which one work is filed by one and another
_KINDRED = (
    frozenset({"article-journal", "article", "article-magazine", "article-newspaper"}),
    frozenset({"book", "report", "thesis", "standard", "document", "pamphlet", "manuscript"}),
    frozenset({"chapter", "paper-conference", "entry-encyclopedia", "article-journal"}),
    frozenset({"webpage", "post", "post-weblog", "document", "report"}),
    frozenset({"legislation", "bill", "regulation"}),
)
_CORROBORATING = frozenset({"DOI", "ISBN", "names", "year", "pages", "number", "volume"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field of two records: how it agrees, and what that weighs."""

    field: str
    says: str
    weight: float
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for two records' being of one work, the weightiest first."""

    score: float
    evidence: tuple[Evidence, ...]


def score(one: Traits, other: Traits) -> float:
    """How likely two records are of one work, between 0 and 1."""
    title = compare_titles(one.titles, other.titles)
    if title == titles.OTHER and not (one.doi and one.doi == other.doi):
        return 0.0  # nothing else makes up for it
    return _score(_levels(one, other, title))


def compare(one: Traits, other: Traits) -> Comparison:
    """The score of two records with the evidence for it."""
    levels = _levels(one, other, compare_titles(one.titles, other.titles))
    found = [
        Evidence(field, says, WEIGHTS[field, says], _shown(one, field), _shown(other, field))
        for field, says in levels.items()
    ]
    found.sort(key=lambda evidence: -abs(evidence.weight))
    return Comparison(round(_score(levels), 3), tuple(found))


def _score(levels: Mapping[str, str]) -> float:
    weights = {field: WEIGHTS[field, says] for field, says in levels.items()}
    result = 1 / (1 + math.exp(-(PRIOR + sum(weights.values()))))
    if not any(weights.get(field, 0) > 0.6 for field in _CORROBORATING):
        return min(result, UNCORROBORATED)
    return result


def _levels(one: Traits, other: Traits, title: str | None) -> dict[str, str]:
    """How each field agrees that both records state."""
    levels = {
        "DOI": _equal(one.doi, other.doi),
        "title": title,
        "year": _years(one.year, other.year),
        "pages": _same_pages(one, other),
        "volume": _equal(one.volume, other.volume),
        "issue": _equal(one.issue, other.issue),
        "number": _equal(one.number, other.number),
        "edition": _equal(one.edition, other.edition),
        "type": None if _kindred(one.type, other.type) else "different",
    }
    levels["names"] = _names(one, other)
    levels["journal"] = _journals(one.journal, other.journal)
    levels["ISBN"] = _isbns(one, other)
    publishers = one.publisher and one.publisher == other.publisher
    levels["publisher"] = "same" if publishers else None
    return _stated(levels)


def _stated(levels: Mapping[str, str | None]) -> dict[str, str]:
    return {field: says for field, says in levels.items() if says}


def _equal(one: str, other: str) -> str | None:
    if not one or not other:
        return None
    return "same" if one == other else "different"


def _years(one: int | None, other: int | None) -> str | None:
    if one is None or other is None:
        return None
    apart = abs(one - other)
    return "same" if apart == 0 else "one apart" if apart == 1 else "different"


def _same_pages(one: Traits, other: Traits) -> str | None:
    if not one.first_page or not other.first_page:
        return None
    if one.first_page == other.first_page:
        both = one.last_page and one.last_page == other.last_page
        return "same" if both else "same first"
    return "different" if one.last_page and other.last_page else None


def _names(one: Traits, other: Traits) -> str | None:
    found = same_people(one.people, other.people)
    if found is None:
        return None
    grade, agreeing = found
    if grade >= 0.85:
        return "same, several" if agreeing > 1 else "same"
    if grade >= 0.65:
        return "same" if agreeing > 1 else "compatible"
    return "partly" if grade >= 0.4 else "different"


def _journals(one: str, other: str) -> str | None:
    """Names of journals in two scripts, or the one abbreviated, say nothing against."""
    if not one or not other:
        return None
    if fuzz.ratio(one, other) >= 90:
        return "same"
    short, long = sorted((one, other), key=len)
    abbreviated = subsequence(short, long) and short[0] == long[0]
    if abbreviated or one.isascii() != other.isascii():
        return None
    return "different"


def _isbns(one: Traits, other: Traits) -> str | None:
    if not one.isbns or not other.isbns:
        return None
    return "same" if one.isbns & other.isbns else "different"


def _kindred(one: str, other: str) -> bool:
    return (
        one == other
        or "document" in (one, other)
        or any(one in group and other in group for group in _KINDRED)
    )


def _shown(one: Traits, field: str) -> str:
    """A field of a record for a person to compare."""
    shown = {
        "title": " = ".join(title.shown for title in one.titles[:1]),
        "names": "; ".join(p.shown for p in one.people),
        "DOI": one.doi,
        "ISBN": ", ".join(sorted(one.isbns)),
        "pages": "-".join(filter(None, (one.first_page, one.last_page))),
    }
    return shown.get(field) or str(getattr(one, field, None) or "")
