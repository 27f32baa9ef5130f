"""A hit of a search as the page shows it: what it is, where it stands, where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from kb.search.documents import date
from kb.search.engine import Hit
from kb.search.reasons import Reason
from kb.search.records import Doc
from kb.search.wanted import RELATED, SYNONYM, TYPED
from kb.web import words
from kb.web.addresses import Addresses, http
from kb.web.language import gettext, marked

Shown = dict[str, Any]
# Where a word was found.
FIELDS = {
    "headline": marked("headline"),
    "title": marked("title"),
    "body": marked("body"),
    "abstract": marked("abstract"),
    "author": marked("author"),
    "journal": marked("journal"),
    "publisher": marked("publisher"),
    "place": marked("place"),
    "country": marked("country"),
    "organisation": marked("organisation"),
    "programme": marked("programme"),
    "section": marked("section"),
    "source": marked("source"),
    "series": marked("newsletter"),
    "keyword": marked("keyword"),
    "note": marked("note"),
    "issue": marked("issue"),
    "number": marked("issue number"),
    "type": marked("type"),
    "kind": marked("kind"),
    "flag": marked("flag"),
    "language": marked("language"),
    "id": marked("identifier"),
    "doi": marked("DOI"),
    "year": marked("year"),
    "date": marked("date"),
}


def shown(hit: Hit, document: Doc, addresses: Addresses, *, sources: bool = True) -> Shown:
    """What the template needs; the snippet is HTML, escaped where it was made. `sources` says
    whether the visitor may see the printed texts."""
    article = hit.kind == "article"
    kind = _article(document, addresses) if article else _reference(document, addresses)
    if not sources:
        kind["places"] = [{**place, "url": None} for place in kind["places"]]
    title, snippet = _marked(hit)
    return {
        "title": title,
        "url": addresses.row("articles" if article else "literature", hit.id),
        "cite": addresses.cite(hit.id),
        "like": addresses.search([("like", hit.id)]),
        "snippet": snippet,
        "why": " · ".join(_why(hit)),
        **kind,
    }


def _marked(hit: Hit) -> tuple[str, Markup]:
    """Title and snippet; a snippet that is the title again gives its marks to the title."""
    title, snippet = hit.title or hit.id, Markup(hit.snippet or "")  # noqa: S704
    if snippet.striptags() == " ".join(title.split()):
        return snippet, Markup("")
    return title, snippet


def _why(hit: Hit) -> Iterator[str]:
    """ "headline: smart, city" of each field, and what words it shares with the first hits."""
    fields: dict[str, list[str]] = {}
    shared: list[str] = []
    for reason in hit.why:
        if reason.how == RELATED:
            shared.append(reason.term)
        else:
            fields.setdefault(reason.field, []).append(_said(reason))
    for field, terms in fields.items():
        name = gettext(FIELDS[field]) if field in FIELDS else field
        yield f"{name}: {', '.join(dict.fromkeys(terms))}"
    if shared:
        yield gettext("shared by the first hits: %s") % ", ".join(dict.fromkeys(shared))


def _said(reason: Reason) -> str:
    """ "MOLIT", "MOLIT (as 국토교통부)" of a synonym, "plan* (plans, planner)" of a pattern."""
    if reason.how == TYPED:
        return reason.term
    forms = ", ".join(reason.forms)
    if reason.how == SYNONYM:
        return gettext("%s (as %s)") % (reason.term, forms)
    return f"{reason.term} ({forms})"


def _article(document: Doc, addresses: Addresses) -> Shown:
    issue = str(document.get("issue") or "")
    facts = [gettext("Article"), document.get("section"), words.date(document.get("date"))]
    return {
        "facts": [*filter(None, facts), *(document.get("sources") or ())],
        "places": [_place(addresses, issue, document.get("issue_label"), document.get("lines"))],
        "original": http(document.get("url")),
    }


def _reference(document: Doc, addresses: Addresses) -> Shown:
    csl = document.get("csl") or {}
    kind = words.value("type", str(csl.get("type") or "literature"))
    facts = [kind, words.names(csl.get("author")), _container(csl), words.date(date(document))]
    mentions = document.get("mentions") or ()
    return {
        "facts": [*filter(None, facts)],
        "places": [
            _place(addresses, str(m["issue"]), m.get("label"), m.get("lines")) for m in mentions
        ],
        "original": http(csl.get("URL")),
    }


def _container(csl: Doc) -> str:
    """ "Cities 53(3), 161–187": the container with volume, issue and pages, as far as known."""
    issue = f"({csl['issue']})" if csl.get("issue") else ""
    volume = f"{csl.get('volume') or ''}{issue}"
    container = " ".join(str(part) for part in (csl.get("container-title"), volume) if part)
    pages = str(csl.get("page") or "").replace("-", "–") if container else ""
    return ", ".join(part for part in (container, pages) if part)


def _place(addresses: Addresses, issue: str, label: Any, lines: Any) -> Shown:
    first = lines[0] if isinstance(lines, (list, tuple)) and lines else None
    span = words.lines(lines)
    return {
        "label": f"{label or issue}, {span}" if span else label or issue,
        "url": addresses.source(issue, first),
    }
