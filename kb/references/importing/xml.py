"""XML of any kind, opened with care: nothing is fetched or expands, and what is sound comes out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from kb.errors import BibliographyError
from kb.folding import squeeze
from kb.references.importing.entry import Problem

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_OWN_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_LOGGED = 100
"""Faults that libxml2 notes down in one document."""
_MILD = frozenset(
    """
    ERR_UNDECLARED_ENTITY WAR_UNDECLARED_ENTITY ERR_ENTITYREF_SEMICOL_MISSING ERR_NAME_REQUIRED
    ERR_INVALID_CHAR NS_ERR_UNDEFINED_NAMESPACE ERR_ATTRIBUTE_REDEFINED ERR_INVALID_ENCODING
    """.split()
)
"""Errors of a character or a reference; the elements around them are sound."""
_HIGH = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


class Parsed:
    """An XML document: its root, and the lines on which its structure is broken."""

    def __init__(self, text: str) -> None:
        text = _FORBIDDEN.sub("", _DECLARATION.sub("", text.lstrip("\ufeff")))
        self.lines = text.split("\n")
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(_ENTITY.sub(_named, text).encode(), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise BibliographyError(f"holds broken XML: {error}") from error
        if root is None:
            raise BibliographyError("holds broken XML; export it anew from the program it is of")
        self.root: Element = root
        self.full = len(parser.error_log) >= _LOGGED
        self.broken = [
            (error.line, error.message)
            for error in parser.error_log
            if error.level_name == "FATAL" and error.type_name not in _MILD
        ]

    def records(self, *names: str) -> Iterator[tuple[Element | None, str, Problem | None]]:
        """(element, place, problem) of every element of these local names, outermost or not.

        An element in which the structure breaks is None, and the problem says where.
        """
        found = [e for e in self.root.iter() if local(e) in names]
        lines = [int(e.sourceline or 0) for e in found] + [1 << 40]
        taken: set[int] = set()
        for element, start, following in zip(found, lines, lines[1:], strict=False):
            place = f"line {start}"
            bad = [
                (line, message)
                for line, message in self.broken
                if (start <= line < following or line == start)
                and not self._closed(local(element), start, line)
            ]
            if bad:
                taken.update(n for n, _ in bad)
                line, message = bad[0]
                text = f"the record is broken on line {line}: {message.strip()}"
                yield None, place, Problem(place, text)
            else:
                yield element, place, None
        for line, message in self.broken:
            if line not in taken:
                taken.add(line)
                text = f"broken XML between the records: {message.strip()}"
                yield None, "", Problem(f"line {line}", text, refused=False)

        if self.broken and self.full:
            line = self.broken[-1][0]
            text = f"more than {_LOGGED} faults; what lies behind this line was read as it looks"
            yield None, "", Problem(f"line {line}", text, refused=False)

    def _closed(self, name: str, start: int, line: int) -> bool:
        """Whether an element ends before a line: what is broken there lies behind it."""
        between = "\n".join(self.lines[start - 1 : line - 1])
        return re.search(rf"</(?:\w+:)?{name}\s*>", between) is not None


def _named(match: re.Match[str]) -> str:
    """An entity of HTML as the character that it is; DTDs, which declare them, are not read."""
    name = match[1]
    return match[0] if name in _OWN_ENTITIES else html.unescape(match[0])


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, *path: str) -> list[Element]:
    """The elements at a path of local names, below every element that fits."""
    level = [] if element is None else [element]
    for name in path:
        level = [child for parent in level for child in parent if local(child) == name]
    return level


def content(element: Element | None) -> str:
    """The text of an element and what is in it, on one line; raised digits stay raised."""
    return "" if element is None else squeeze("".join(_pieces(element)))


def text(element: Element | None, *path: str) -> str | None:
    """The text of the first element at the path that has any."""
    return next((t for child in children(element, *path) if (t := content(child))), None)


def texts(element: Element | None, *path: str) -> list[str]:
    """The texts of the elements at the path that have any."""
    return [t for child in children(element, *path) if (t := content(child))]


def _pieces(element: Element) -> Iterator[str]:
    faces = (element.get("face") or local(element)).split()
    table = _HIGH if "sup" in faces or "superscript" in faces else None
    table = _LOW if "sub" in faces or "subscript" in faces else table
    for piece in _inside(element):
        yield piece.translate(table) if table and len(piece) <= 8 else piece


def _inside(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
