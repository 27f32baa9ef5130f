"""A piece of literature on one line, from its CSL-JSON item: who, when, what, where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kb.exports.records import iso_day, text
from kb.web import words
from kb.web.addresses import Addresses
from kb.web.language import gettext

Shown = dict[str, Any]


def of(row: Mapping[str, Any], addresses: Addresses, *, within: bool = False) -> Shown:
    """ "Hong et al. (2021)", the title with its address, "Regional Development Research 53(3)".

    `row` has the record's id, and its item as JSON under "csl". `within` a list of one journal's
    works the journal is not repeated.
    """
    identifier, csl = row["id"], json.loads(row["csl"])
    people = words.names(csl.get("author") or csl.get("editor") or csl.get("compiler"))
    year = iso_day(csl.get("issued"))[:4]
    return {
        "url": addresses.row("literature", identifier),
        "title": text(csl.get("title")) or identifier,
        "who": f"{people} ({year})" if people and year else people or year,
        "where": where({**csl, "container-title": None, "publisher": None} if within else csl),
        "type": words.value("type", text(csl.get("type")) or "document"),
    }


def where(csl: Mapping[str, Any]) -> str:
    """ "Regional Development Research 53(3), 161–187"; the publisher where there is no journal."""
    container = text(csl.get("container-title")) or text(csl.get("publisher"))
    volume, issue = text(csl.get("volume")), text(csl.get("issue"))
    number = f"{volume}({issue})" if volume and issue else volume or issue
    pages = text(csl.get("page")).replace("-", "–")
    return ", ".join(filter(None, (" ".join(filter(None, (container, number))), pages)))


def variable(name: str) -> str:
    """What a CSL variable is called."""
    known = words.VARIABLES.get(name)
    return gettext(known) if known else name.replace("-", " ").capitalize()
