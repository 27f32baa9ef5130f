"""HWPX: the sections of the archive in their order, each paragraph a line.

Styles stand in `Contents/header.xml`; a heading is what the outline says or what is set larger than
the body. Names are compared without their namespaces, which differ between versions of the format.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kb.errors import ReadError
from kb.folding import squeeze
from kb.model import Document
from kb.readers.archive import local, open_archive, part, tree
from kb.readers.limits import check_lines, counted
from kb.readers.ranks import Sized, address, headed
from kb.readers.written import Piece, Run, document_of

MEDIA_TYPE = "application/hwp+zip"

_SECTION = re.compile(r"Contents/section([0-9]{1,6})\.xml$", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,6}")
_SILENT = frozenset(("hiddenComment", "parameters", "ctrlParams", "script", "shapeComment"))
_BREAKS = {"lineBreak": "\n", "tab": " ", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}


@dataclass(frozen=True, slots=True)
class _Styles:
    """The sizes and weights of characters and the kinds of paragraphs, by their ids."""

    sizes: dict[str, float] = field(default_factory=dict)
    strong: frozenset[str] = frozenset()
    kinds: dict[str, tuple[str, int]] = field(default_factory=dict)


def read_hwpx(data: bytes) -> Document:
    """A Document of the text of an HWPX file. Raises ReadError where it is none."""
    archive = open_archive(data)
    manifest = part(archive, "META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise ReadError("is an HWPX file with a password; save it without one")
    header = part(archive, "Contents/header.xml")
    styles = _styles(tree(header)) if header else _Styles()
    found: list[Sized] = []
    names = _sections(archive)
    if not names:
        raise ReadError(
            "is an HWPX file without sections; open it in Hancom Office and save it anew"
        )
    for name in names:
        found += counted(_paragraphs(tree(part(archive, name) or b""), styles))
        check_lines(len(found))
    return document_of(headed(found), MEDIA_TYPE, title=_title(archive))


def _sections(archive: zipfile.ZipFile) -> list[str]:
    """The names of the sections in the order of their numbers."""
    numbered = [(int(m[1]), name) for name in archive.namelist() if (m := _SECTION.match(name))]
    return [name for _, name in sorted(numbered)]


def _title(archive: zipfile.ZipFile) -> str | None:
    content = part(archive, "Contents/content.hpf")
    titles = [e for e in tree(content).iter() if local(e) == "title"] if content else []
    return squeeze("".join(titles[0].itertext())) or None if titles else None


def _styles(header: etree._Element) -> _Styles:
    sizes: dict[str, float] = {}
    strong: set[str] = set()
    kinds: dict[str, tuple[str, int]] = {}
    for element in header.iter():
        key = element.get("id", "") if isinstance(element.tag, str) else ""
        if local(element) == "charPr":
            height = element.get("height", "")
            sizes[key] = int(height) / 100 if _NUMBER.fullmatch(height) else 0
            if any(local(child) == "bold" for child in element):
                strong.add(key)
        elif local(element) == "paraPr":
            kinds[key] = _kind(element)
    return _Styles(sizes, frozenset(strong), kinds)


def _kind(properties: etree._Element) -> tuple[str, int]:
    for child in properties.iter():
        if local(child) == "heading":
            level = child.get("level", "0")
            depth = min(int(level), 5) + 1 if _NUMBER.fullmatch(level) else 1
            kind = {"OUTLINE": "heading", "NUMBER": "item", "BULLET": "item"}
            return kind.get(child.get("type", ""), "paragraph"), depth
    return "paragraph", 0


def _paragraphs(section: etree._Element, styles: _Styles) -> Iterator[Sized]:
    """Every paragraph of a section, those of tables and notes after the one that holds them."""
    for paragraph in section.iter("{*}p"):
        above = {local(parent) for parent in paragraph.iterancestors()}
        if above & _SILENT:
            continue
        kind, level = styles.kinds.get(paragraph.get("paraPrIDRef", ""), ("paragraph", 0))
        if above & {"header", "footer"}:
            kind = "navigation"
        elif "tc" in above and kind == "paragraph":
            kind = "row"
        runs, sizes = _runs(paragraph, styles)
        size = sizes.most_common(1)[0][0] if sizes else 0
        level = level if kind in ("heading", "item") else 0
        yield Sized(Piece(tuple(runs), kind, level), size)


def _runs(paragraph: etree._Element, styles: _Styles) -> tuple[list[Run], Counter[float]]:
    runs: list[Run] = []
    sizes: Counter[float] = Counter()
    url: str | None = None
    for run in paragraph.iterchildren("{*}run"):
        style = run.get("charPrIDRef", "")
        for child in run:
            if local(child) == "ctrl":
                url = _field(child, url)
            elif local(child) == "t":
                text = _text(child)
                runs.append(Run(text, style in styles.strong, url))
                sizes[styles.sizes.get(style, 0)] += len(text.strip())
    return runs, sizes


def _field(control: etree._Element, url: str | None) -> str | None:
    """The address of the hyperlink that a control begins, None where it ends one."""
    for child in control:
        if local(child) == "fieldEnd":
            return None
        if local(child) == "fieldBegin" and child.get("type") == "HYPERLINK":
            for parameter in child.iter("{*}stringParam"):
                if parameter.get("name") in ("Path", "Command") and parameter.text:
                    return address(parameter.text)
    return url


def _text(element: etree._Element) -> str:
    """The text of a run, with what stands for breaks and blanks in it."""
    parts = [element.text or ""]
    for child in element:
        parts.append(_BREAKS.get(local(child), ""))
        parts.append(child.tail or "")
    return "".join(parts)
