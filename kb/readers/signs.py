"""Markdown or plain text: which of the two the beginning of a file shows.

A plain text may hold asterisks, dashes and underlined titles; what nobody types into one counts.
"""

from __future__ import annotations

import re

from kb.readers.frontmatter import front_matter

# "## Title" but not "# # #" nor "#1"
_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+[^\s#]", re.MULTILINE)
# A box or a rule of number signs: the text draws with them
_DRAWN = re.compile(r"^[ \t]*#{7,}|[^\s#][ \t]+#{1,6}[ \t]*$", re.MULTILINE)
# [words](https://example.org) / ![image](a.png) / [words](/path)
_LINK = re.compile(r"\[[^\[\]\n]{0,300}\]\((?:https?:|mailto:|[/#.])[^()\s]{0,2000}")
# [1]: https://example.org
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]*<?https?://\S", re.MULTILINE)
_STRONG = re.compile(
    r"(?<![\w*])\*\*[^\s*][^*\n]{0,200}\*\*(?!\*)|(?<![\w_])__\w[^_\n]{0,200}__(?!\w)"
)
_ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d{1,2}\.)[ \t]+\S", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]{0,3}\|?(?:[ \t]{0,9}:?-{3,}:?[ \t]{0,9}\|)+", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}```\w*[ \t]*$", re.MULTILINE)
_ENOUGH = 2


def is_markdown(text: str) -> bool:
    """Whether `text`, the beginning of a file, is written in Markdown."""
    normal = re.sub(r"\r\n?", "\n", text)
    lines = normal.split("\n")
    front = front_matter(lines)
    if front.length and lines[0].strip() in ("---", "+++"):
        return True
    atx = 0 if _DRAWN.search(normal) and _drawn_more(normal) else _count(_ATX, normal)
    strong, items = _count(_STRONG, normal), _count(_ITEM, normal)
    filled = sum(bool(line.strip()) for line in lines)
    points = (
        bool(front.length),
        min(atx, 2),
        2 * bool(_LINK.search(normal)),
        bool(_DEFINITION.search(normal)),
        bool(_TABLE.search(normal)),
        _count(_FENCE, normal) > 1,
        strong > 2,
        strong > 0 and items > max(2, filled / 10),
    )
    return sum(points) >= _ENOUGH


def _drawn_more(text: str) -> bool:
    """Whether the text draws with number signs more often than it titles with them."""
    return 2 * _count(_DRAWN, text) >= _count(_ATX, text)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
