"""The help page: the query language by examples, each a link to what it finds."""

from __future__ import annotations

from typing import Any

from kb.search.help import SECTIONS
from kb.web.addresses import Addresses
from kb.web.language import translated


def context(addresses: Addresses) -> dict[str, Any]:
    """What the template shows."""
    return {
        "addresses": addresses,
        "sections": [
            {
                "title": translated(section.title),
                "text": translated(section.text),
                "examples": [
                    {
                        "query": query,
                        "finds": translated(finds),
                        "url": addresses.search([("q", query)]),
                    }
                    for query, finds in section.examples
                ],
            }
            for section in SECTIONS
        ],
    }
