"""DOCX: paragraphs with their styles, list items, the paragraphs of table cells, heads and feet.

python-docx opens the package and knows the styles. The text itself is walked here, since it also
stands in content controls, text boxes and insertions, which python-docx passes over. Macros,
deleted and hidden text and instructions of fields are no text; nothing external is followed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from kb.errors import ReadError
from kb.folding import squeeze
from kb.model import Document
from kb.readers.archive import local, open_archive, tree
from kb.readers.limits import counted
from kb.readers.written import Piece, Run, document_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_W = {name: qn(f"w:{name}") for name in "p r hyperlink val".split()}
_OFF = ("0", "false", "off", "none")
_LONGEST_CHAIN = 20  # of styles that are based on another
_FOOTNOTES = ("/footnotes", "/endnotes")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says, those that it is based on included."""

    level: int = 0
    listed: bool = False
    strong: bool = False


def read_docx(data: bytes) -> Document:
    """A Document of the text of a Word file. Raises ReadError where it is none."""
    open_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        pieces = list(counted(_pieces(document)))
        title = squeeze(document.core_properties.title or "") or None
    except ReadError:
        raise
    except Exception as error:  # python-docx raises whatever a damaged package makes it stumble on
        raise ReadError(
            "is a damaged DOCX file; open it in a word processor and save it anew"
        ) from error
    return document_of(pieces, MEDIA_TYPE, title=title)


def _pieces(document: Any) -> Iterator[Piece]:
    styles = _styles(document)
    links = _targets(document.part)
    yield from _around(document, "header", styles)
    yield from _paragraphs(document.element.body, styles, links)
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_FOOTNOTES) and not relation.is_external:
            notes = tree(relation.target_part.blob)
            yield from _paragraphs(notes, styles, {})
    yield from _around(document, "footer", styles)


def _around(document: Any, where: str, styles: dict[str, _Style]) -> Iterator[Piece]:
    """The heads or feet of all sections, each text once, as navigation."""
    seen = set()
    for section in document.sections:
        for name in (where, f"first_page_{where}", f"even_page_{where}"):
            area = getattr(section, name)
            if area.is_linked_to_previous:
                continue
            for piece in _paragraphs(area._element, styles, _targets(area.part)):
                if piece.text not in seen:
                    seen.add(piece.text)
                    yield replace(piece, kind="navigation", level=0)


def _targets(package_part: Any) -> dict[str, str]:
    """The addresses that the hyperlinks of a part lead to, by their ids."""
    return {
        key: str(relation.target_ref)
        for key, relation in package_part.rels.items()
        if relation.is_external and relation.reltype.endswith("/hyperlink")
    }


def _styles(document: Any) -> dict[str, _Style]:
    """The paragraph styles by their ids."""
    elements = {str(s.style_id): s.element for s in document.styles if s.style_id}
    return {key: _style(key, elements) for key in elements}


def _style(key: str, elements: dict[str, Any]) -> _Style:
    level, listed, strong = 0, False, False
    current: str | None = key
    for _ in range(_LONGEST_CHAIN):
        element = elements.get(current or "")
        if element is None:
            break
        name = _value(element, "name").lower()
        level = level or _rank(element, name)
        listed = listed or element.find(".//" + qn("w:numPr")) is not None or name[:5] == "list "
        strong = strong or _is_on(element.find(qn("w:rPr")), "b")
        current = _value(element, "basedOn")
    return _Style(level, listed and not level, strong)


def _rank(element: Any, name: str) -> int:
    """1 for "Title", 2 for "heading 2"; else by its outline level; 0 for a style of the body."""
    if name == "title":
        return 1
    word, _, number = name.rpartition(" ")
    if word == "heading" and number.isdigit():
        return min(int(number), 6)
    return _outline(element)


def _outline(element: Any) -> int:
    outline = element.find(".//" + qn("w:outlineLvl"))
    value = outline.get(_W["val"], "") if outline is not None else ""
    return int(value) + 1 if value.isdigit() and int(value) < 6 else 0


def _value(element: Any, name: str) -> str:
    found = element.find(qn(f"w:{name}"))
    return str(found.get(_W["val"], "")) if found is not None else ""


def _is_on(properties: Any, name: str) -> bool:
    found = properties.find(qn(f"w:{name}")) if properties is not None else None
    return found is not None and found.get(_W["val"], "1") not in _OFF


def _paragraphs(
    root: etree._Element, styles: dict[str, _Style], links: dict[str, str]
) -> Iterator[Piece]:
    """Every paragraph below `root`, those of text boxes after the one that holds them."""
    for paragraph in root.iter(_W["p"]):
        above = [local(parent) for parent in paragraph.iterancestors()]
        if "Fallback" not in above:  # the same text box in an older form
            yield _piece(paragraph, styles, links, in_table="tc" in above)


def _piece(
    paragraph: Any, styles: dict[str, _Style], links: dict[str, str], *, in_table: bool
) -> Piece:
    properties = paragraph.find(qn("w:pPr"))
    style = _Style()
    kind, level = "row" if in_table else "paragraph", 0
    if properties is not None:
        style = styles.get(_value(properties, "pStyle"), style)
        number = properties.find(qn("w:numPr"))
        rank = _outline(properties) or style.level
        if rank:
            kind, level = "heading", rank
        elif style.listed or (number is not None and _value(number, "numId") != "0"):
            depth = _value(number, "ilvl") if number is not None else ""
            kind, level = "item", (int(depth) if depth.isdigit() else 0) + 1
    runs = tuple(_runs(paragraph, links, strong=style.strong or kind == "heading"))
    return Piece(runs, kind, level)


def _runs(paragraph: Any, links: dict[str, str], *, strong: bool) -> Iterator[Run]:
    """The runs of a paragraph, but not those of text boxes in it."""
    for run in paragraph.iter(_W["r"]):
        holder = next(run.iterancestors(_W["p"]))
        properties = run.find(qn("w:rPr"))
        if holder is not paragraph or _is_on(properties, "vanish"):
            continue
        link = next(run.iterancestors(_W["hyperlink"]), None)
        url = links.get(link.get(qn("r:id"), "")) if link is not None else None
        bold = properties.find(qn("w:b")) if properties is not None else None
        is_strong = strong if bold is None else _is_on(properties, "b")
        yield Run("".join(_text(child) for child in run), is_strong, url)


def _text(child: Any) -> str:
    name = local(child)
    if name == "t":
        return str(child.text or "")
    return {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")
