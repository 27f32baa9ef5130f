"""What the readers of written documents share: runs of text become lines, one a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from kb.folding import squeeze
from kb.model import Block, Document, Link, Span
from kb.readers.limits import check_lines, counted
from kb.readers.text import links_in


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; a line feed in it begins another line."""

    text: str
    strong: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a document, on one line or several. `page` counts from 0."""

    runs: tuple[Run, ...]
    kind: str = "paragraph"
    level: int = 0
    page: int | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def document_of(pieces: Iterable[Piece], media_type: str, title: str | None = None) -> Document:
    """A Document of the pieces, each line of theirs a block; blank ones are left out."""
    blocks: list[Block] = []
    pages: list[int] = []
    for piece in counted(pieces):
        if piece.page is not None:
            pages.extend([len(blocks) + 1] * (piece.page + 1 - len(pages)))
        for line in lines_of(piece):
            if squeeze(line.text):
                blocks.append(_block(line, len(blocks) + 1))
        check_lines(len(blocks))
    return Document(
        text="".join(block.text + "\n" for block in blocks),
        blocks=tuple(blocks),
        media_type=media_type,
        encoding="utf-8",
        title=title,
        pages=tuple(pages),
    )


def lines_of(piece: Piece) -> Iterator[Piece]:
    """The piece as one piece for each of its lines."""
    runs: list[Run] = []
    for run in piece.runs:
        first, *rest = run.text.split("\n")
        runs.append(replace(run, text=first))
        for text in rest:
            yield replace(piece, runs=tuple(runs))
            runs = [replace(run, text=text)]
    yield replace(piece, runs=tuple(runs))


def _block(line: Piece, number: int) -> Block:
    written = [run for run in line.runs if run.text.strip()]
    text = squeeze(line.text)
    return Block(
        kind=line.kind,
        text=text,
        lines=Span(number, number),
        level=0 if line.kind == "navigation" else line.level,
        links=_links(line.runs, number) or links_in(text, number),
        strong=all(run.strong for run in written),
    )


def _links(runs: tuple[Run, ...], number: int) -> tuple[Link, ...]:
    parts = ((url, [run.text for run in part]) for url, part in groupby(runs, lambda run: run.url))
    found = ((squeeze("".join(texts)), url) for url, texts in parts if url)
    return tuple(Link(text, url, number) for text, url in found if text)
