"""PubMed's XML (PubmedArticleSet, with articles and books)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from kb.references.importing.entry import Entry, Item, Problem, Source
from kb.references.importing.values import add_names, date, doi, full_range, iso, joined, put, title
from kb.references.importing.xml import Parsed, children, content, text, texts

_SIGNS = re.compile(r"<(?:PubmedArticle|PubmedBookArticle|PubmedArticleSet|MedlineCitation)\b")


def signs(source: Source) -> bool:
    """Whether an element of PubMed's stands near the beginning."""
    return bool(_SIGNS.search(source.text[:20_000]))


def read(source: Source) -> Iterator[Entry | Problem]:
    """The articles and books of the set, in their order."""
    for element, place, problem in Parsed(source.text).records(
        "PubmedArticle", "PubmedBookArticle"
    ):
        if problem:
            yield problem
        elif element is not None:
            citation = children(element, "MedlineCitation")
            made = _article(citation[0], element) if citation else _book(element)
            yield Entry(place, made)


def _article(citation: Element, whole: Element) -> Item:
    article = next(iter(children(citation, "Article")), None)
    kinds = {kind.casefold() for kind in texts(article, "PublicationTypeList", "PublicationType")}
    made: Item = {"type": "article" if "preprint" in kinds else "article-journal"}
    put(made, "id", text(citation, "PMID"))
    _journal(made, article, citation)
    own = text(article, "ArticleTitle")
    vernacular = title(text(article, "VernacularTitle"))
    put(made, "title", title(own.strip("[]")) if own else vernacular)
    put(made, "original-title", vernacular if own else None)
    _names(made, article)
    first, last = (text(article, "Pagination", name) for name in ("StartPage", "EndPage"))
    span = text(article, "Pagination", "MedlinePgn") or "-".join(filter(None, (first, last)))
    put(made, "page", full_range(span))
    _identifiers(made, article, children(whole, "PubmedData", "ArticleIdList", "ArticleId"))
    put(made, "PMID", text(citation, "PMID"))
    put(made, "language", joined(texts(article, "Language"), ", "))
    put(made, "abstract", _abstract(article))
    _keywords(made, citation)
    return made


def _journal(made: Item, article: Element | None, citation: Element) -> None:
    journal = next(iter(children(article, "Journal")), None)
    issue = next(iter(children(journal, "JournalIssue")), None)
    name = text(journal, "Title") or text(citation, "MedlineJournalInfo", "MedlineTA")
    if made["type"] == "article":
        put(made, "publisher", name)
    else:
        put(made, "container-title", name)
        short = text(journal, "ISOAbbreviation")
        put(made, "container-title-short", short if short != name else None)
    put(made, "ISSN", text(journal, "ISSN"))
    put(made, "volume", text(issue, "Volume"))
    put(made, "issue", text(issue, "Issue"))
    days = [*children(issue, "PubDate"), *children(article, "ArticleDate")]
    put(made, "issued", next((found for day in days if (found := _date(day))), None))


def _date(element: Element) -> Item | None:
    """Year, Month and Day, or a season, or what MEDLINE says in words."""
    year, month, day = (text(element, part) for part in ("Year", "Month", "Day"))
    season = text(element, "Season")
    if season and year:
        return date(f"{season} {year}")
    return date(iso(year, month, day) or text(element, "MedlineDate"))


def _names(made: Item, element: Element | None) -> None:
    for group in children(element, "AuthorList"):
        role = "editor" if (group.get("Type") or "").casefold() == "editors" else "author"
        add_names(made, role, map(_name, children(group, "Author")))


def _name(author: Element) -> Item | None:
    if body := text(author, "CollectiveName"):
        return {"literal": body}
    family, given = text(author, "LastName"), text(author, "ForeName") or text(author, "FirstName")
    if not family:
        return {"literal": given} if given else None
    if not given and (initials := text(author, "Initials")):
        given = " ".join(f"{letter}." for letter in initials if letter.isalpha())
    parts = {"family": family, "given": given, "suffix": text(author, "Suffix")}
    return {part: value for part, value in parts.items() if value}


def _identifiers(made: Item, article: Element | None, listed: list[Element]) -> None:
    """The DOI; a number in place of pages; the number in PubMed Central."""
    electronic = [e for e in children(article, "ELocationID") if e.get("ValidYN") != "N"]
    found = [((e.get("IdType") or e.get("EIdType") or ""), content(e)) for e in listed + electronic]
    for kind, value in found:
        if kind == "doi":
            put(made, "DOI", doi(value) or value)
        elif kind == "pmc":
            put(made, "PMCID", value)
    if made["type"] == "article-journal":
        numbers = [content(e) for e in electronic if e.get("EIdType") == "pii"]
        put(made, "page", next(iter(numbers), None))


def _abstract(element: Element | None) -> str | None:
    parts = children(element, "Abstract", "AbstractText")
    labelled = (
        f"{label}: {content(part)}" if (label := part.get("Label")) else content(part)
        for part in parts
    )
    return "\n".join(filter(None, labelled)) or None


def _keywords(made: Item, element: Element) -> None:
    headings = texts(element, "MeshHeadingList", "MeshHeading", "DescriptorName")
    put(made, "keyword", joined(headings + texts(element, "KeywordList", "Keyword")))


def _book(element: Element) -> Item:
    document = next(iter(children(element, "BookDocument")), element)
    book = next(iter(children(document, "Book")), None)
    chapter = title(text(document, "ArticleTitle"))
    named = title(text(book, "BookTitle"))
    made: Item = {"type": "chapter" if chapter and chapter != named else "book"}
    put(made, "id", text(document, "PMID"))
    put(made, "title", chapter or named)
    if made["type"] == "chapter":
        put(made, "container-title", named)
    _names(made, document)
    _names(made, book)
    put(made, "publisher", text(book, "Publisher", "PublisherName"))
    put(made, "publisher-place", text(book, "Publisher", "PublisherLocation"))
    days = children(book, "PubDate")
    put(made, "issued", _date(days[0]) if days else None)
    put(made, "edition", text(book, "Edition"))
    put(made, "volume", text(book, "Volume"))
    put(made, "collection-title", text(book, "CollectionTitle"))
    put(made, "ISBN", text(book, "Isbn"))
    put(made, "page", full_range(text(document, "Pagination", "MedlinePgn")))
    _identifiers(made, document, children(document, "ArticleIdList", "ArticleId"))
    put(made, "PMID", text(document, "PMID"))
    put(made, "language", joined(texts(document, "Language"), ", "))
    put(made, "abstract", _abstract(document))
    _keywords(made, document)
    return made
