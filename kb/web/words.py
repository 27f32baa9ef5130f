"""What the pages call things, in the visitor's language."""

from __future__ import annotations

from datetime import date as Day
from datetime import datetime as Moment

from kb.search.filters import ends
from kb.store.names import display
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

# The tables that people browse.
BROWSED = {
    "issues": marked("Issues"),
    "articles": marked("Articles"),
    "literature": marked("Literature"),
    "places": marked("Places"),
    "organisations": marked("Organisations"),
    "programmes": marked("Programmes"),
    "authors": marked("Authors"),
    "journals": marked("Journals"),
    "keywords": marked("Keywords"),
    "sections": marked("Sections"),
    "sources": marked("Sources"),
}
# Those that have names as well, and are few.
BESIDES = {"countries": marked("Countries"), "series": marked("Newsletters")}
KINDS_OF_NAMES = {
    "agency": marked("An agency"),
    "association": marked("An association"),
    "award": marked("An award"),
    "bank": marked("A bank"),
    "board": marked("A board"),
    "broadcaster": marked("A broadcaster"),
    "city": marked("A city"),
    "city office": marked("A city office"),
    "commission": marked("A commission"),
    "committee": marked("A committee"),
    "company": marked("A company"),
    "country": marked("A country"),
    "county": marked("A county"),
    "court": marked("A court"),
    "district": marked("A district"),
    "event": marked("An event"),
    "international": marked("An international organisation"),
    "law": marked("A law"),
    "ministry": marked("A ministry"),
    "network": marked("A network"),
    "news publisher": marked("A news publisher"),
    "office": marked("An office"),
    "parliament": marked("A parliament"),
    "plan": marked("A plan"),
    "policy": marked("A policy"),
    "programme": marked("A programme"),
    "province": marked("A province"),
    "public body": marked("A public body"),
    "public corporation": marked("A public corporation"),
    "research institute": marked("A research institute"),
    "state": marked("A state"),
    "university": marked("A university"),
    "venue": marked("A venue"),
}
VARIABLES = {
    "abstract": marked("Abstract"),
    "accessed": marked("Read on"),
    "archive": marked("Archive"),
    "archive_location": marked("Place in the archive"),
    "author": marked("Author"),
    "call-number": marked("Call number"),
    "chapter-number": marked("Chapter"),
    "collection-editor": marked("Series editor"),
    "collection-number": marked("Number in the series"),
    "collection-title": marked("Series"),
    "compiler": marked("Compiler"),
    "container-author": marked("Author of the whole"),
    "container-title": marked("Journal or book"),
    "contributor": marked("Contributor"),
    "director": marked("Director"),
    "DOI": marked("DOI"),
    "edition": marked("Edition"),
    "editor": marked("Editor"),
    "event-date": marked("Date of the event"),
    "event-place": marked("Place of the event"),
    "event-title": marked("Event"),
    "genre": marked("Kind"),
    "ISBN": marked("ISBN"),
    "ISSN": marked("ISSN"),
    "issue": marked("Issue"),
    "issued": marked("Published"),
    "keyword": marked("Keywords"),
    "language": marked("Language"),
    "medium": marked("Medium"),
    "note": marked("Note"),
    "number": marked("Number"),
    "number-of-pages": marked("Number of pages"),
    "number-of-volumes": marked("Number of volumes"),
    "original-date": marked("First published"),
    "original-title": marked("Original title"),
    "page": marked("Pages"),
    "PMCID": marked("PMCID"),
    "PMID": marked("PMID"),
    "publisher": marked("Publisher"),
    "publisher-place": marked("Place of publication"),
    "source": marked("Taken from"),
    "status": marked("Status"),
    "title": marked("Title"),
    "title-short": marked("Short title"),
    "translator": marked("Translator"),
    "type": marked("Type"),
    "URL": marked("URL"),
    "version": marked("Version"),
    "volume": marked("Volume"),
    "volume-title": marked("Title of the volume"),
}


def kind_of_name(kind: str | None) -> str | None:
    """ "city" is "A city"; a kind that a librarian's own file has stays as it is."""
    if not kind:
        return None
    known = KINDS_OF_NAMES.get(kind)
    return gettext(known) if known else kind[:1].upper() + kind[1:]


def facet(name: str) -> str:
    """What a facet or a column is called."""
    known = FACETS.get(name)
    return gettext(known) if known else name.replace("_", " ").capitalize()


def browsed(table: str) -> str:
    """What a table that people browse is called."""
    return gettext((BROWSED | BESIDES)[table])


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


def moment(iso: str, until: str | None = None) -> str:
    """ "29 April 2022, 18:00 (UTC+09:00)"; "1 May 2022 – 3 May 2022" of several days."""
    day, _, rest = iso.partition("T")
    said = f"{date(day)} – {date(until[:10])}" if until and until[:10] != day else date(day)
    try:
        at = Moment.fromisoformat(iso) if rest else None
    except ValueError:
        return said
    if at is None:
        return said
    zone = at.strftime("%z")
    return f"{said}, {language.time(at.time())}" + (f" (UTC{zone[:3]}:{zone[3:5]})" if zone else "")


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
    if "가" <= str(person.get("family") or "")[:1] <= "힣":
        return display(person)  # 홍순구: the family name alone tells nobody apart
    return str(person.get("literal") or person.get("family") or person.get("given") or "")


def lines(span: object) -> str:
    """[53, 55] is "lines 53–55"."""
    if not isinstance(span, (list, tuple)) or len(span) != 2:
        return ""
    first, last = str(span[0]), str(span[1])
    if first == last:
        return gettext("line %s") % first
    return gettext("lines %s–%s") % (first, last)
