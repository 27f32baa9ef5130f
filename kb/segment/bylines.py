"""Bylines: who wrote an article, on the headline's own line."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.segment.family import Family
from kb.segment.line import Line, Lines

_NAME = r"[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,3}"
# President's Corner ~ Ann Lee / Minutes - Ann Lee, clerk / On Bridges by Ann Lee
_BYLINE = re.compile(
    rf"(?P<headline>\S.{{3,}}?)\s+(?:~\s*{_NAME}(?:\s*[,~–—-]\s*.{{2,60}})?|"
    rf"[–—-]\s*{_NAME}\s*,\s*.{{2,60}}|by\s+{_NAME})"
)


def bylines(lines: Lines, family: Family) -> Lines:
    """Headlines of a plain text without the byline that ends their line."""
    return tuple(_without(ln) if ln.role == "headline" else ln for ln in lines)


def _without(line: Line) -> Line:
    match = _BYLINE.fullmatch(line.text) if line.block.kind == "line" else None
    return replace(line, words=match["headline"]) if match and not line.words else line
