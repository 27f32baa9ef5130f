"""Formatted citations by a CSL style (Citation Style Language 1.0), with citeproc-py.

Three styles are part of the project; any other is a CSL file. citeproc-py is helped where it goes
wrong: on Korean names, on signs that HTML reads, on full stops at closing quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from citeproc import (
    DATES,
    NAMES,
    VARIABLES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
    model,
)
from citeproc.source.json import CiteProcJSON
from lxml import etree

from kb.errors import BibliographyError
from kb.exports.records import Item, first_day, names, text

STYLES = ("apa", "chicago", "korean")
FORMATS = {"text": formatter.plain, "html": formatter.html}

_CSL = "{http://purl.org/net/xbiblio/csl}"
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
# Hangul, Han and Kana: family and given are written together, and never as initials
_EAST_ASIAN = re.compile(r"[가-힣ㄱ-ㆎ\u3040-\u30ff\u3400-\u9fff\s·]+")
_DOUBLED = re.compile(r"([.?!])((?:</\w+>)*)\.(?!\.)")
_AMERICAN = re.compile(r"(”)((?:</\w+>)*)([.,])")
# What CSL-JSON may mark in a text; citeproc-py neither knows it nor escapes what is none of it
_MARKUP = re.compile(r"</?(?:i|b|sup|sub)>|</?span[^>]*>")
_SIGNS = "&<>"
_HIDDEN = str.maketrans({sign: chr(0xE100 + n) for n, sign in enumerate(_SIGNS)})
_TAGS = ("<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>")
_BROKEN = (ArithmeticError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError)


def cite(items: Iterable[Mapping[str, Any]], style: str, form: str = "text") -> list[str]:
    """The bibliography's entry of each CSL-JSON item, in the order given.

    `style` is one of STYLES or the path of a CSL file, `form` one of FORMATS. Raises
    BibliographyError where the style cannot be read or does not say how to cite.
    """
    prepared = [_prepared(item, number) for number, item in enumerate(items)]
    processor = _style(style)
    american = processor.root.get("default-locale", "en-US") == "en-US"
    try:
        bibliography = CitationStylesBibliography(processor, CiteProcJSON(prepared), FORMATS[form])
        for item in prepared:
            bibliography.register(Citation([CitationItem(item["id"])]))
        entries = [str(entry) for entry in bibliography.bibliography()]
    except _BROKEN as error:
        raise BibliographyError(
            f"{style}: the style cannot be used for these records ({error!r}); try --style apa"
        ) from error
    return [_finished(entry, form, american=american) for entry in entries]


def _finished(entry: str, form: str, *, american: bool) -> str:
    """The entry with its signs back, one full stop for two, and American stops inside quotes."""
    entry = _DOUBLED.sub(r"\1\2", entry)
    if american:
        entry = _AMERICAN.sub(r"\3\1\2", entry)
    for number, sign in enumerate(_SIGNS):
        entry = entry.replace(chr(0xE100 + number), escape(sign) if form == "html" else sign)
    for number, tag in enumerate(_TAGS):
        entry = entry.replace(chr(0xE110 + number), tag if form == "html" else "")
    return entry


def _hidden(value: str) -> str:
    """A text in which markup and the signs of HTML are characters that no style changes."""
    for number, tag in enumerate(_TAGS):
        value = value.replace(tag, chr(0xE110 + number))
    return _MARKUP.sub("", value).translate(_HIDDEN)


def _style(style: str) -> CitationStylesStyle:
    path = Path(__file__).with_name("styles") / f"{style}.csl" if style in STYLES else Path(style)
    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False))
    except OSError as error:
        known = ", ".join(STYLES)
        raise BibliographyError(
            f"{style}: is no style ({known}) and no CSL file that can be opened"
        ) from error
    except etree.XMLSyntaxError as error:
        raise BibliographyError(f"{style}: is no CSL file: {error}") from error
    if root.tag != f"{_CSL}style":
        raise BibliographyError(f"{style}: is no CSL style, but {root.tag}")
    if root.find(f"{_CSL}bibliography") is None:
        parent = root.find(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
        on = "" if parent is None else f"; download that on which it depends, {parent.get('href')}"
        raise BibliographyError(f"{style}: does not say how a bibliography is set{on}")
    try:
        return CitationStylesStyle(str(path), validate=False)
    except _BROKEN as error:
        raise BibliographyError(f"{style}: cannot be read: {error}") from error


def _prepared(item: Mapping[str, Any], number: int) -> Item:
    """The item with what citeproc-py knows, in the types that it wants."""
    made: Item = {"id": f"item-{number}", "type": text(item.get("type")) or "document"}
    renamed = {"event": item.get("event-title")} | dict(item)
    for name, value in renamed.items():
        key = name.replace("-", "_")
        if key in NAMES:
            made[name] = [_name(n) for n in names(renamed, name)]
        elif key in DATES:
            made[name] = _date(value)
        elif key in VARIABLES:
            made[name] = _hidden(text(value))
    return {name: value for name, value in made.items() if value}


def _name(name: Mapping[str, Any]) -> Item:
    parts = {part: _hidden(value) for part in _NAME_PARTS if (value := text(name.get(part)))}
    if not parts.get("family"):
        return {"literal": _hidden(text(name.get("literal"))) or parts.get("given", "")}
    whole = parts["family"] + parts.get("given", "")
    if _EAST_ASIAN.fullmatch(whole):
        return {"literal": whole.replace(" ", "")}
    return parts


def _date(value: Any) -> Item | None:
    if not isinstance(value, Mapping):
        return {"literal": _hidden(text(value))} if text(value) else None
    parts = value.get("date-parts") or ()
    if days := [day for part in parts if (day := first_day({"date-parts": [part]}))]:
        return {"date-parts": days[:2]}
    words = text(value.get("literal") or value.get("raw"))
    return {"literal": _hidden(words)} if words else None


def _initialize(self: Any, given: str, mark: str, context: Any) -> str:
    """ "Soon-gu" is "S.-G.": both halves of a Korean given name count, whatever their case.

    citeproc-py 0.11 takes a half in small letters for a particle ("S.-. gu .").
    """
    hyphenated = self.get_option("initialize-with-hyphen", context)
    initials = []
    for word in given.replace(".-", "-").replace(".", " ").split():
        halves = [half for half in word.split("-") if half]
        if not halves or not halves[0][0].isupper():
            initials.append(f"{word} ")  # a particle, or a script without capitals
            continue
        letters = [half[0].upper() for half in halves]
        initials.append((f"{mark.strip()}-" if hyphenated else mark).join(letters) + mark)
    return " ".join("".join(initials).split())


model.Name.initialize = _initialize
