"""What the text of an article says, as search reads it: names of the authorities, and flags.

A document has these as `kb.annotate` found them: `places`, `countries`, `organisations` and
`programmes` are mentions, each with its `name`, the Korean one as `ko` and its words as printed.
Those that are only supposed (below `CONFIDENT`) do not count, as they do not in the store's tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kb.confidence import CONFIDENT
from kb.lazily import Lazily
from kb.search.records import Doc

if TYPE_CHECKING:
    import kb.store.annotated as annotated
else:
    annotated = Lazily("kb.store.annotated")

# The fields of names, and where the mentions stand in a document.
LISTS = {
    "place": "places",
    "country": "countries",
    "organisation": "organisations",
    "programme": "programmes",
}
# 대구광역시 is 대구 and 대구시, 수원시 is 수원; 중구 stays as it is.
CITY = re.compile(r"([가-힣]{2,})(?:특별자치|특별|광역)시")
PROVINCE = re.compile(r"([가-힣]{2,})특별자치도")
ENDING = re.compile(r"([가-힣]{2,}?)(?:시|군|구|도)")


def names(document: Doc, which: str) -> list[str]:
    """The names under which what is mentioned is counted, each once."""
    return list(dict.fromkeys(str(mention["name"]) for mention in _mentions(document, which)))


def forms(document: Doc, which: str) -> list[str]:
    """All that each is called: its name, its Korean name, the code of a country, as printed."""
    found = (str(form) for mention in _mentions(document, which) for form in _forms(mention, which))
    return list(dict.fromkeys(form for form in found if form.strip()))


def printed(document: Doc, field: str, form: str) -> list[str]:
    """How the text prints what is called so: of '대구' perhaps 'Daegu'."""
    which = LISTS[field]
    called = (each for each in _mentions(document, which) if form in _forms(each, which))
    return [str(mention["surface"]) for mention in called if mention.get("surface")]


def flags(document: Doc) -> list[str]:
    """The codes of an article's flags, without those that a librarian has rejected."""
    decided = document.get("decisions") or {}
    rejected = {key for key, said in decided.items() if said["status"] == "rejected"}
    open_flags = (
        flag for flag in document.get("flags") or () if annotated.flag_key(flag) not in rejected
    )
    return list(dict.fromkeys(str(flag["code"]) for flag in open_flags))


def _mentions(document: Doc, which: str) -> Iterator[Doc]:
    for mention in document.get(which) or ():
        if mention.get("confidence", 1.0) >= CONFIDENT:
            yield mention


def _forms(mention: Doc, which: str) -> Iterator[Any]:
    named = [mention[key] for key in ("name", "ko") if mention.get(key)]
    yield from named
    if which == "places":
        yield from (short for name in named for short in _short(str(name)))
    if which == "countries":
        yield mention.get("country") or ""
    yield mention.get("surface") or ""


def _short(name: str) -> Iterator[str]:
    """A Korean place without the ending that says what it is, as it is mostly typed."""
    if found := CITY.fullmatch(name):
        yield from (found[1], f"{found[1]}시")
    elif found := PROVINCE.fullmatch(name):
        yield from (found[1], f"{found[1]}도")
    elif found := ENDING.fullmatch(name):
        yield found[1]
