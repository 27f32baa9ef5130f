"""MODS 3 (Metadata Object Description Schema), alone, in a collection or inside another record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from kb.references.importing.entry import Entry, Item, Problem, Source
from kb.references.importing.people import inverted, natural
from kb.references.importing.values import (
    add_names,
    date,
    doi,
    isbn,
    issn,
    joined,
    page,
    pages,
    put,
)
from kb.references.importing.xml import Parsed, children, content, text, texts

_SIGNS = re.compile(r"<(?:\w+:)?mods(?:Collection)?[\s>]")
_GENRES = {
    "article": "article-journal", "journal article": "article-journal",
    "academic journal": "article-journal", "book": "book", "book chapter": "chapter",
    "chapter": "chapter", "conference paper": "paper-conference",
    "conference publication": "book", "dataset": "dataset", "dissertation": "thesis",
    "doctoral thesis": "thesis", "government publication": "", "hearing": "hearing",
    "interview": "interview", "legal case": "legal_case", "legislation": "legislation",
    "letter": "personal_communication", "magazine": "article-magazine",
    "magazine article": "article-magazine", "manuscript": "manuscript", "map": "map",
    "master's thesis": "thesis", "newspaper": "article-newspaper",
    "newspaper article": "article-newspaper", "patent": "patent", "preprint": "article",
    "proceeding": "book", "report": "report", "research report": "report",
    "review": "review", "standard": "standard", "technical report": "report",
    "theses": "thesis", "thesis": "thesis", "web page": "webpage", "web site": "webpage",
    "working paper": "report",
}  # fmt: skip
_RESOURCES = {
    "cartographic": "map", "moving image": "motion_picture", "notated music": "musical_score",
    "software, multimedia": "software", "sound recording": "song",
    "sound recording-musical": "song", "sound recording-nonmusical": "song",
    "still image": "graphic",
}  # fmt: skip
_ROLES = {
    "aut": "author", "author": "author", "cre": "author", "creator": "author", "edt": "editor",
    "editor": "editor", "trl": "translator", "translator": "translator", "com": "compiler",
    "compiler": "compiler", "ill": "illustrator", "illustrator": "illustrator",
    "drt": "director", "director": "director", "ive": "author", "ivr": "interviewer",
    "cmp": "composer", "composer": "composer", "pht": "author", "photographer": "author",
    "art": "author", "artist": "author", "ths": "", "dgg": "", "pbl": "", "publisher": "",
    "dst": "", "distributor": "", "spn": "", "fnd": "", "sponsor": "", "": "author",
}  # fmt: skip
_PERIODICAL = ("article-journal", "article-magazine", "article-newspaper", "review")


def signs(source: Source) -> bool:
    """Whether a mods element stands near the beginning."""
    return bool(_SIGNS.search(source.text[:20_000]))


def read(source: Source) -> Iterator[Entry | Problem]:
    """The mods elements in their order."""
    for element, place, problem in Parsed(source.text).records("mods"):
        if problem:
            yield problem
        elif element is not None:
            yield Entry(place, _item(element))


def _item(mods: Element) -> Item:
    related = children(mods, "relatedItem")
    host = next((e for e in related if e.get("type") == "host"), None)
    series = next((e for e in related if e.get("type") == "series"), None)
    made: Item = {"type": _type(mods, host)}
    put(made, "title", _title(mods))
    _names(made, mods, host)
    if host is not None:
        put(made, "container-title", _title(host))
    put(made, "collection-title", _title(series) if series is not None else None)
    for place in (mods, host):
        _part(made, place)
        _origin(made, place)
        _identifiers(made, place)
    put(made, "language", joined(_languages(mods), "; "))
    put(made, "abstract", joined(texts(mods, "abstract"), "\n"))
    put(made, "keyword", joined(_keywords(mods)))
    put(made, "note", joined(texts(mods, "note"), "\n"))
    put(made, "call-number", joined(texts(mods, "classification"), ", "))
    put(made, "archive", joined(texts(mods, "location", "physicalLocation")))
    _extent(made, mods)
    put(made, "genre", text(mods, "genre") if made["type"] in ("thesis", "report") else None)
    return made


def _type(mods: Element, host: Element | None) -> str:
    for genre in texts(mods, "genre"):
        if kind := _GENRES.get(genre.casefold()):
            if kind == "article-journal" and host is None:
                continue
            return kind
    for resource in texts(mods, "typeOfResource"):
        if kind := _RESOURCES.get(resource.casefold()):
            return kind
    if host is not None:
        details = {e.get("type") for e in children(host, "part", "detail")}
        continuing = "continuing" in texts(host, "originInfo", "issuance")
        periodical = continuing or details & {"volume", "issue", "number"}
        return "article-journal" if periodical else "chapter"
    if "monographic" in texts(mods, "originInfo", "issuance") and not children(mods, "extension"):
        written = {e.get("collection") for e in children(mods, "typeOfResource")}
        return "document" if "yes" in written else "book"
    return "document"


def _title(element: Element) -> str | None:
    """The title without a type (alternative, uniform …), with what belongs to it."""
    for info in children(element, "titleInfo"):
        if info.get("type"):
            continue
        first = " ".join(filter(None, (text(info, "nonSort"), text(info, "title"))))
        whole = ": ".join(filter(None, (first, text(info, "subTitle"))))
        part = ": ".join(filter(None, (text(info, "partNumber"), text(info, "partName"))))
        if whole:
            return ". ".join(filter(None, (whole, part)))
    return None


def _names(made: Item, mods: Element, host: Element | None) -> None:
    for element in children(mods, "name"):
        if role := _role(element, "contributor"):
            add_names(made, role, [_name(element)])
    for element in children(host, "name"):
        role = _role(element, "")
        if role in ("author", "editor"):
            role = "container-author" if role == "author" else role
            add_names(made, role, [_name(element)])


def _role(element: Element, otherwise: str) -> str:
    """The role's CSL variable, empty for one that is none (publishers, sponsors)."""
    terms = [term.casefold().rstrip(".") for term in texts(element, "role", "roleTerm")] or [""]
    return next((_ROLES[term] for term in terms if term in _ROLES), otherwise)


def _name(element: Element) -> Item | None:
    parts = [(e.get("type") or "", content(e).rstrip(",")) for e in children(element, "namePart")]
    family = " ".join(value for kind, value in parts if kind == "family")
    given = " ".join(value for kind, value in parts if kind == "given")
    whole = [value.rstrip(".") for kind, value in parts if not kind and value]
    if family:
        return {"family": family, **({"given": given} if given else {})}
    if element.get("type") in ("corporate", "conference") or len(whole) > 1:
        return {"literal": ". ".join(whole)} if whole else None
    personal = element.get("type") == "personal"
    name = (natural if personal else inverted)(whole[0]) if whole else None
    return name or ({"literal": given} if given else None)


def _part(made: Item, element: Element | None) -> None:
    periodical = made["type"] in _PERIODICAL
    for detail in children(element, "part", "detail"):
        number = text(detail, "number") or text(detail, "caption")
        kind = detail.get("type") or ""
        if kind == "volume":
            put(made, "volume", number)
        elif kind in ("issue", "number"):
            put(made, "issue" if periodical else "number", number)
    for extent in children(element, "part", "extent"):
        if (extent.get("unit") or "page").rstrip("s") == "page":
            put(made, "page", pages(text(extent, "start"), text(extent, "end")))
            put(made, "page", page(text(extent, "list")))


def _origin(made: Item, element: Element | None) -> None:
    put(made, "publisher", text(element, "originInfo", "publisher"))
    places = children(element, "originInfo", "place", "placeTerm")
    named = (content(place) for place in places if place.get("type") != "code")
    put(made, "publisher-place", joined(named))
    put(made, "edition", text(element, "originInfo", "edition"))
    put(made, "issued", _date(element))


def _date(element: Element | None) -> Item | None:
    """The date of copyright, of issue, of the part, of creation; coded ones come first."""
    paths = (
        *(("originInfo", "copyrightDate"), ("originInfo", "dateIssued"), ("part", "date")),
        *(("originInfo", "dateCreated"), ("originInfo", "dateOther")),
    )
    for path in paths:
        found = [e for e in children(element, *path) if e.get("point") != "end"]
        found.sort(key=lambda e: (e.get("keyDate") != "yes", not e.get("encoding")))
        for one in found:
            if (value := date(content(one))) and "literal" not in value:
                return value
    return None


def _identifiers(made: Item, element: Element | None) -> None:
    for identifier in children(element, "identifier"):
        kind, value = (identifier.get("type") or "").casefold(), content(identifier)
        if kind == "doi":
            put(made, "DOI", doi(value))
        elif kind == "isbn":
            put(made, "ISBN", isbn(value))
        elif kind == "issn":
            put(made, "ISSN", issn(value))
        elif kind == "citekey":
            put(made, "id", value)
    urls = [content(e) for e in children(element, "location", "url") if not e.get("access")]
    urls += texts(element, "location", "url")
    urls += [content(e) for e in children(element, "identifier") if e.get("type") == "uri"]
    put(made, "URL", next((url for url in urls if url.startswith("http")), None))


def _languages(mods: Element) -> Iterator[str]:
    for language in children(mods, "language"):
        terms = children(language, "languageTerm")
        codes = [content(term) for term in terms if term.get("type") == "code"]
        yield next(iter(codes or map(content, terms)), "")


def _keywords(mods: Element) -> Iterator[str]:
    for subject in children(mods, "subject"):
        yield "--".join(content(e) for e in subject if content(e))


def _extent(made: Item, mods: Element) -> None:
    """ "vii, 322 p. ; 23 cm." has 322 pages."""
    extent = text(mods, "physicalDescription", "extent") or ""
    if match := re.search(r"(\d{1,6})\s*(?:p\b|pages|S\.|쪽|면)", extent):
        put(made, "number-of-pages", match[1])
