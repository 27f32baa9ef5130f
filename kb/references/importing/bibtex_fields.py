"""The fields of a BibTeX or BibLaTeX entry to a CSL-JSON item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from kb.references.importing.entry import Item
from kb.references.importing.latex import decode
from kb.references.importing.people import alone, written
from kb.references.importing.values import add_names, date, doi, iso, month_number, page, plain, put
from kb.references.names import read_name

TYPES = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "book": "book",
    "bookinbook": "chapter", "booklet": "pamphlet", "collection": "book",
    "conference": "paper-conference", "data": "dataset", "dataset": "dataset",
    "electronic": "webpage", "image": "graphic", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case", "legislation": "legislation",
    "letter": "personal_communication", "manual": "book", "mastersthesis": "thesis",
    "movie": "motion_picture", "music": "song", "mvbook": "book", "mvcollection": "book",
    "mvproceedings": "book", "online": "webpage", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "phdthesis": "thesis",
    "proceedings": "book", "reference": "book", "report": "report", "review": "review",
    "software": "software", "standard": "standard", "suppbook": "chapter",
    "suppcollection": "chapter", "suppperiodical": "article-journal", "techreport": "report",
    "thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture",
    "webpage": "webpage", "www": "webpage",
}  # fmt: skip
_GENRES = {"mastersthesis": "Master's thesis", "phdthesis": "PhD thesis"}
_PERIODICAL = ("article-journal", "article-magazine", "article-newspaper", "periodical", "review")
ROLES = {
    "author": "author", "editor": "editor", "translator": "translator", "director": "director",
    "bookauthor": "container-author", "annotator": "contributor", "commentator": "contributor",
}  # fmt: skip
# The first of the fields that has a value is the variable's
TEXTS = {
    "collection-title": ("series",), "edition": ("edition",), "chapter-number": ("chapter",),
    "title-short": ("shorttitle",), "abstract": ("abstract",), "note": ("note", "notes"),
    "annote": ("annote", "annotation"), "language": ("language", "langid"),
    "number-of-pages": ("pagetotal", "numpages"), "number-of-volumes": ("volumes",),
    "volume": ("volume",), "event-title": ("eventtitle",), "event-place": ("venue",),
    "original-title": ("origtitle",), "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",), "version": ("version",),
    "PMID": ("pmid",), "PMCID": ("pmcid",), "status": ("pubstate",), "call-number": ("library",),
    "container-title-short": ("shortjournal",), "keyword": ("keywords", "keyword"),
    "authority": ("holder",), "medium": ("medium",), "section": ("section",),
    "genre": ("type",), "publisher": ("publisher", "institution", "school", "organization"),
}  # fmt: skip
_VERBATIM = {"DOI": ("doi",), "URL": ("url",), "ISBN": ("isbn",), "ISSN": ("issn",)}
_ESCAPED = re.compile(r"\\([_%&#~{}$^-])")
_URL = re.compile(r"\\url\{([^}]*)\}|(https?://[^\s{}]+)")
_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix)(?:-i)?\s*=\s*(.*)\s*")


def item(kind: str, key: str, fields: Mapping[str, str]) -> Item:
    """The CSL-JSON item of an entry; `fields` has names in small letters and raw values."""
    made: Item = {"type": TYPES.get(kind, "document")}
    put(made, "id", key.strip())
    put(made, "genre", _text(fields, "type") or _GENRES.get(kind))
    subtype = (fields.get("entrysubtype") or "").strip()
    if subtype in ("magazine", "newspaper"):
        made["type"] = f"article-{subtype}"
    for field, role in ROLES.items():
        add_names(made, role, names(fields.get(field, "")))
    _titles(made, fields)
    for name, candidates in TEXTS.items():
        put(made, name, _text(fields, *candidates))
    for name, candidates in _VERBATIM.items():
        put(made, name, _verbatim(fields, *candidates))
    put(made, "page", page(_text(fields, "pages")))
    _numbers(made, fields)
    _places(made, fields)
    put(made, "issued", _issued(fields))
    put(made, "accessed", date(_text(fields, "urldate")))
    put(made, "original-date", date(_text(fields, "origdate")))
    put(made, "event-date", date(_text(fields, "eventdate")))
    made.update(_exactly(fields.get("csl")))
    return {name: value for name, value in made.items() if value is not None}


def _exactly(raw: str | None) -> Item:
    """The variables that kb's own export gives in JSON, where BibTeX has no place for them."""
    try:
        exact = json.loads(raw or "{}")
    except ValueError:
        return {}
    return exact if isinstance(exact, dict) else {}


def _text(fields: Mapping[str, str], *names: str) -> str | None:
    found = (fields[name] for name in names if name in fields)
    return next((text for value in found if (text := plain(decode(value)))), None)


def _verbatim(fields: Mapping[str, str], *names: str) -> str | None:
    """A value in which a backslash only escapes what follows: DOIs, addresses, numbers."""
    for name in names:
        value = _ESCAPED.sub(r"\1", fields.get(name, "")).replace("\\textasciitilde{}", "~")
        value = value.strip().strip("{}").strip()
        if value:
            return (doi(value) or value) if name == "doi" else " ".join(value.split())
    return None


def _titles(made: Item, fields: Mapping[str, str]) -> None:
    put(made, "title", _with_subtitle(fields, "title", "subtitle"))
    journal = _with_subtitle(fields, "journaltitle", "journalsubtitle")
    journal = _text(fields, "fjournal") or journal or _text(fields, "journal")
    book = _with_subtitle(fields, "booktitle", "booksubtitle") or _text(fields, "maintitle")
    first, second = (journal, book) if made["type"] in _PERIODICAL else (book, journal)
    if made["type"] not in ("book", "thesis", "periodical"):
        put(made, "container-title", first or second)
    elif made["type"] == "book" and _text(fields, "maintitle"):
        put(made, "volume-title", _text(fields, "title"))
        made["title"] = _text(fields, "maintitle")
    put(made, "title", first or second)
    if _text(fields, "fjournal"):
        put(made, "container-title-short", _text(fields, "journal"))


def _with_subtitle(fields: Mapping[str, str], title: str, subtitle: str) -> str | None:
    parts = (_text(fields, title), _text(fields, subtitle))
    return ": ".join(part for part in parts if part) or None


def _numbers(made: Item, fields: Mapping[str, str]) -> None:
    number, issue = _text(fields, "number"), _text(fields, "issue")
    if made["type"] in _PERIODICAL:
        put(made, "issue", number or issue)
    elif "collection-title" in made and made["type"] != "report":
        put(made, "collection-number", number or issue)
    else:
        put(made, "number", number or issue)
    eprint = _verbatim(fields, "eprint")
    if eprint and (kind := _text(fields, "archiveprefix", "eprinttype")):
        put(made, "archive", kind)
        put(made, "archive_location", eprint)
    how = fields.get("howpublished", "")
    if match := _URL.search(how):
        put(made, "URL", match[1] or match[2])
    else:
        put(made, "medium", _text(fields, "howpublished"))


def _places(made: Item, fields: Mapping[str, str]) -> None:
    """ACM gives the publisher's place as address and the meeting's as location."""
    address, location = _text(fields, "address"), _text(fields, "location")
    if made["type"] == "paper-conference" and address and location:
        put(made, "event-place", location)
    put(made, "publisher-place", address or location)


def _issued(fields: Mapping[str, str]) -> Item | None:
    if text := _text(fields, "date"):
        return date(text)
    year, month, day = (_text(fields, name) for name in ("year", "month", "day"))
    if year and month:
        match = re.match(r"([A-Za-z]+|\d{1,2})\W*(\d{1,2})?(?!\d)", month)
        if match and month_number(match[1]) and (found := iso(year, match[1], day or match[2])):
            return date(found)
    return date(year)


def names(value: str) -> Iterator[Item | None]:
    """The names of a list between "and"; "others" is none."""
    for text in split_multiple_persons_names(" ".join(value.split())):
        if text.casefold() != "others":
            yield _name(text)


def _name(text: str) -> Item | None:
    if _EXTENDED.match(text) and "=" in text:
        return _extended(text)
    if text.startswith("{") and text.endswith("}") and _one_group(text):
        return {"literal": literal} if (literal := plain(decode(text))) else None
    parts = parse_single_name_into_parts(text.strip(" ,"), strict=False)
    first, von, last, jr = (
        plain(decode(" ".join(part))) for part in (parts.first, parts.von, parts.last, parts.jr)
    )
    if not last:
        return alone(first or von or "") if first or von else None
    if not first and not von and not jr:
        return alone(last) if "," not in text else {"family": last}
    if not von and not jr and "," not in text and (korean := _korean(text)):
        return korean
    found = {"family": last, "given": first, "non-dropping-particle": von, "suffix": jr}
    return {part: value for part, value in found.items() if value}


def _korean(text: str) -> Item | None:
    """ "Hong Soon-gu" without a comma: the surname that only Koreans have stands in front."""
    name = (
        read_name(text) if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+-[A-Za-z]?[a-z]+", text) else None
    )
    return written(name) if name and name.family and text.startswith(name.family) else None


def _extended(text: str) -> Item | None:
    """BibLaTeX's "family=Hicks, given=Michael, prefix=von, suffix=III"."""
    matches = filter(None, map(_EXTENDED.match, text.split(",")))
    found: dict[str, str] = {match[1]: match[2] for match in matches}
    keys = {"family": "family", "given": "given", "suffix": "suffix"}
    keys["prefix"] = (
        "dropping-particle" if found.get("useprefix") == "false" else "non-dropping-particle"
    )
    named = {name: plain(decode(found.get(key, ""))) for key, name in keys.items()}
    return {part: value for part, value in named.items() if value} or None


def _one_group(text: str) -> bool:
    """Whether one pair of braces holds all of it: "{Land} and {Sea}" is not one."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at == len(text) - 1
    return False
