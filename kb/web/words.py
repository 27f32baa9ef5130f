"""What the pages call things."""

from __future__ import annotations

from kb.search.filters import ends

MONTHS = (
    "January February March April May June July August September October November December"
).split()

FACETS = {
    "kind": "Kind",
    "section": "Section",
    "year": "Year",
    "source": "Source",
    "type": "Type",
    "journal": "Journal",
    "series": "Newsletter",
    "language": "Language",
    "author": "Author",
    "keyword": "Keyword",
    "issue": "Issue",
    "place": "Place",
    "country": "Country",
    "organisation": "Organisation",
    "programme": "Programme",
    "flag": "Flag",
}
KINDS = {"article": "Articles", "literature": "Literature"}
SORTS = {"relevance": "Relevance", "newest": "Newest first", "oldest": "Oldest first"}
LANGUAGES = {"en": "English", "ko": "Korean"}


def facet(name: str) -> str:
    return FACETS.get(name, name.replace("_", " ").capitalize())


def value(name: str, raw: str) -> str:
    """A facet's value in words: "article-journal" is "Article journal", "2021.." "since 2021"."""
    if name == "kind":
        return KINDS.get(raw, raw)
    if name == "language":
        return LANGUAGES.get(raw, raw)
    if name == "year" and (range_ := ends(raw)):
        return _years(*range_)
    return raw.replace("-", " ").replace("_", " ").capitalize() if name == "type" else raw


def _years(first: int | None, last: int | None) -> str:
    """ "2021–2023", "since 2021", "until 2023"."""
    if first is None or last is None:
        return f"since {first}" if last is None else f"until {last}"
    return f"{first}–{last}"


def date(iso: str | None) -> str:
    """ "2022-03-29" is "29 March 2022", "2021-12" is "December 2021"; anything else stays."""
    first, slash, last = (iso or "").partition("/")
    if slash:
        return f"{date(first)} – {date(last)}"
    parts = first.split("-")
    if not all(part.isdigit() for part in parts) or not 2 <= len(parts) <= 3:
        return first
    month = int(parts[1])
    if not 1 <= month <= len(MONTHS):
        return first
    words = [MONTHS[month - 1], parts[0]]
    return " ".join([str(int(parts[2])), *words] if len(parts) == 3 else words)


def names(people: object) -> str:
    """CSL names in a few words: "Hong", "Hong and Kim", "Hong et al."."""
    found = [_name(person) for person in people if person] if isinstance(people, list) else []
    found = [name for name in found if name]
    if len(found) > 2:
        return f"{found[0]} et al."
    return " and ".join(found)


def _name(person: object) -> str:
    if not isinstance(person, dict):
        return str(person)
    return str(person.get("literal") or person.get("family") or person.get("given") or "")


def lines(span: object) -> str:
    """[53, 55] is "lines 53–55"."""
    if not isinstance(span, (list, tuple)) or len(span) != 2:
        return ""
    first, last = span
    return f"line {first}" if first == last else f"lines {first}–{last}"
