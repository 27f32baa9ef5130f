"""A hit of a search as the page shows it: what it is, where it stands, where it leads."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from kb.search.engine import Hit
from kb.search.reasons import Reason
from kb.search.records import Doc
from kb.search.wanted import SYNONYM, TYPED
from kb.web import words
from kb.web.addresses import Addresses, http

Shown = dict[str, Any]


def shown(hit: Hit, document: Doc, addresses: Addresses) -> Shown:
    """What the template needs; the snippet is HTML, escaped where it was made."""
    article = hit.kind == "article"
    return {
        "title": hit.title or hit.id,
        "url": addresses.row("articles" if article else "literature", hit.id),
        "like": addresses.search([("like", hit.id)]),
        "snippet": Markup(hit.snippet or ""),  # noqa: S704
        "why": " · ".join(_why(hit)),
        **(_article(document, addresses) if article else _reference(document, addresses)),
    }


def _why(hit: Hit) -> list[str]:
    fields: dict[str, list[str]] = {}
    for reason in hit.why:
        fields.setdefault(reason.field, []).append(_said(reason))
    return [f"{field}: {', '.join(terms)}" for field, terms in fields.items()]


def _said(reason: Reason) -> str:
    """ "MOLIT", "MOLIT (as 국토교통부)" of a synonym, "plan* (plans, planner)" of a pattern."""
    if reason.how == TYPED:
        return reason.term
    forms = ", ".join(reason.forms)
    return f"{reason.term} (as {forms})" if reason.how == SYNONYM else f"{reason.term} ({forms})"


def _article(document: Doc, addresses: Addresses) -> Shown:
    issue = str(document.get("issue") or "")
    facts = ["Article", words.date(document.get("date")), document.get("section")]
    return {
        "facts": [*filter(None, facts), *(document.get("sources") or ())],
        "places": [_place(addresses, issue, document.get("issue_label"), document.get("lines"))],
        "original": http(document.get("url")),
    }


def _reference(document: Doc, addresses: Addresses) -> Shown:
    csl = document.get("csl") or {}
    kind = words.value("type", str(csl.get("type") or "literature"))
    facts = [kind, words.names(csl.get("author")), csl.get("container-title")]
    mentions = document.get("mentions") or ()
    return {
        "facts": [*filter(None, facts), *filter(None, [words.date(_issued(csl))])],
        "places": [
            _place(addresses, str(m["issue"]), m.get("label"), m.get("lines")) for m in mentions
        ],
        "original": http(csl.get("URL")),
    }


def _issued(csl: Doc) -> str:
    issued = csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    numbers = parts[0] if parts and isinstance(parts[0], list) else []
    return "-".join(f"{int(number):02}" for number in numbers if str(number).isdigit())


def _place(addresses: Addresses, issue: str, label: Any, lines: Any) -> Shown:
    first = lines[0] if isinstance(lines, (list, tuple)) and lines else None
    span = words.lines(lines)
    return {
        "label": f"{label or issue}, {span}" if span else label or issue,
        "url": addresses.source(issue, first),
    }
