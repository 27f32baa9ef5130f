"""What the pages call things, in the visitor's language."""

from __future__ import annotations

from datetime import date as Day

from kb.search.filters import ends
from kb.web import language
from kb.web.language import gettext, marked

FACETS = {
    "kind": marked("Kind"),
    "section": marked("Section"),
    "year": marked("Year"),
    "source": marked("Source"),
    "type": marked("Type"),
    "journal": marked("Journal"),
    "series": marked("Newsletter"),
    "language": marked("Language"),
    "author": marked("Author"),
    "keyword": marked("Keyword"),
    "issue": marked("Issue"),
    "place": marked("Place"),
    "country": marked("Country"),
    "organisation": marked("Organisation"),
    "programme": marked("Programme"),
    "flag": marked("Flag"),
}
KINDS = {"article": marked("Articles"), "literature": marked("Literature")}
SORTS = {
    "relevance": marked("Relevance"),
    "newest": marked("Newest first"),
    "oldest": marked("Oldest first"),
}
LANGUAGES = {"en": marked("English"), "ko": marked("Korean")}
TYPES = {
    "article-journal": marked("Journal article"),
    "article-magazine": marked("Magazine article"),
    "article-newspaper": marked("Newspaper article"),
    "book": marked("Book"),
    "chapter": marked("Book chapter"),
    "dataset": marked("Dataset"),
    "document": marked("Document"),
    "legislation": marked("Legislation"),
    "paper-conference": marked("Conference paper"),
    "patent": marked("Patent"),
    "periodical": marked("Periodical"),
    "report": marked("Report"),
    "standard": marked("Standard"),
    "thesis": marked("Thesis"),
    "webpage": marked("Web page"),
    "article": marked("Article"),
    "literature": marked("Literature"),
}


def facet(name: str) -> str:
    """What a facet or a column is called."""
    known = FACETS.get(name)
    return gettext(known) if known else name.replace("_", " ").capitalize()


def sort(name: str) -> str:
    return gettext(SORTS[name])


def kind(name: str) -> str:
    return gettext(KINDS[name])


def value(name: str, raw: str) -> str:
    """A facet's value in words: "article-journal" is "Journal article", "2021.." "since 2021"."""
    if name == "year" and (range_ := ends(raw)):
        return _years(*range_)
    names = {"kind": KINDS, "language": LANGUAGES, "type": TYPES}.get(name, {})
    if raw in names:
        return gettext(names[raw])
    return raw.replace("-", " ").replace("_", " ").capitalize() if name == "type" else raw


def _years(first: int | None, last: int | None) -> str:
    """ "2021–2023", "since 2021", "until 2023"."""
    if first is None or last is None:
        return gettext("since %s") % first if last is None else gettext("until %s") % last
    return gettext("%s–%s") % (first, last)


def date(iso: str | None) -> str:
    """ "2022-03-29" is "29 March 2022", "2021-12" is "December 2021"; anything else stays."""
    first, slash, last = (iso or "").partition("/")
    if slash:
        return f"{date(first)} – {date(last)}"
    parts = first.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or not 2 <= len(parts) <= 3:
        return first
    try:
        day = Day(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 1)
    except ValueError:
        return first
    return language.day(day) if len(parts) == 3 else language.month(day)


def names(people: object) -> str:
    """CSL names in a few words: "Hong", "Hong and Kim", "Hong et al."."""
    found = [_name(person) for person in people if person] if isinstance(people, list) else []
    found = [name for name in found if name]
    if len(found) > 2:
        return gettext("%s et al.") % found[0]
    if len(found) == 2:
        return gettext("%s and %s") % (found[0], found[1])
    return "".join(found)


def _name(person: object) -> str:
    if not isinstance(person, dict):
        return str(person)
    return str(person.get("literal") or person.get("family") or person.get("given") or "")


def lines(span: object) -> str:
    """[53, 55] is "lines 53–55"."""
    if not isinstance(span, (list, tuple)) or len(span) != 2:
        return ""
    first, last = str(span[0]), str(span[1])
    if first == last:
        return gettext("line %s") % first
    return gettext("lines %s–%s") % (first, last)
