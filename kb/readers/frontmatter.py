"""Front matter: what stands above a Markdown text and says what the text is.

YAML between "---", TOML between "+++", and MultiMarkdown's fields up to the first blank line. Only
fields of one line are read, by their names; nothing is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_LONGEST = 200
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w \-]{0,40}?)\s*[:=]\s*(?P<value>\S.*)?$")
_NAMES = {
    "title": "title",
    "date": "date",
    "url": "url",
    "canonical_url": "url",
    "canonical": "url",
    "lang": "language",
    "language": "language",
}
_ADDRESS = re.compile(r"https?://\S+$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """How many lines it takes, fences included, and what its fields say."""

    length: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """The front matter that `lines` begin with; of length 0 where there is none."""
    fence = lines[0].strip() if lines else ""
    if fence in ("---", "+++"):
        ends = (fence, "...") if fence == "---" else (fence,)
        end = next((i for i in range(1, len(lines[:_LONGEST])) if lines[i].rstrip() in ends), 0)
        inside = lines[1:end]
        if not end or not any(_FIELD.match(line) for line in inside):
            return FrontMatter()
        return FrontMatter(end + 1, _fields(inside))
    end = next((i for i, line in enumerate(lines[:_LONGEST]) if not line.strip()), 0)
    names = [m["name"].lower() for line in lines[:end] if (m := _FIELD.match(line))]
    if len(names) < max(2, end) or "title" not in names:
        return FrontMatter()
    return FrontMatter(end, _fields(lines[:end]))


def _fields(lines: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        match = _FIELD.match(line)
        name = _NAMES.get(match["name"].lower()) if match else None
        value = _value(match["value"] or "") if match else ""
        if name and value and (name != "url" or _ADDRESS.match(value)):
            found.setdefault(name, value)
    return found


def _value(text: str) -> str:
    """A scalar without its quotation marks; "" where it goes on below (`title: >`)."""
    text = text.strip()
    if text in (">", "|", ">-", "|-"):
        return ""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        quote, text = text[0], text[1:-1]
        text = text.replace("''", "'") if quote == "'" else re.sub(r"\\(.)", r"\1", text)
    return " ".join(text.split())
