"""How HTML sets a text: what its tags, styles and classes say of size, colour and weight."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bs4 import Tag

_DECLARATION = re.compile(
    r"(?:^|;)\s*(font-size|font-weight|font-style|font|color|background-color|background|"
    r"text-transform)\s*:\s*([^;!]{1,80})",
    re.IGNORECASE,
)
# font: bold 14px/1.2 Arial
_SIZE = re.compile(
    r"(?<![\w.#])(\d{1,3}(?:\.\d+)?(?:px|pt|em|rem|%)|(?:x+-)?(?:small|large)|larger)"
)
_HEAVY = re.compile(r"\b(?:bold(?:er)?|[6-9]00)\b", re.IGNORECASE)
_LIGHT = re.compile(r"\b(?:normal|lighter|[1-5]00)\b", re.IGNORECASE)
_MOST_STYLE = 2000


@dataclass(frozen=True, slots=True)
class Look:
    """What a text inherits from the elements around it."""

    size: str = ""
    colour: str = ""
    ground: str = ""
    heavy: bool = False
    slanted: bool = False
    name: str = ""

    def __str__(self) -> str:
        marks = ("heavy" if self.heavy else "", "slanted" if self.slanted else "")
        parts = (self.size, self.colour, self.ground, *marks, self.name)
        return " ".join(part for part in parts if part)


PLAIN = Look()


def look_within(outer: Look, tag: Tag) -> Look:
    """The look of text in `tag`, which stands where the look is `outer`."""
    if not tag.attrs and tag.name not in ("b", "strong", "i", "em", "u"):
        return outer
    look = outer
    if tag.name in ("b", "strong"):
        look = replace(look, heavy=True)
    elif tag.name in ("i", "em"):
        look = replace(look, slanted=True)
    elif tag.name == "font":
        look = replace(
            look,
            size=_word(tag.get("size")) or look.size,
            colour=_word(tag.get("color")) or look.colour,
        )
    if tag.get("bgcolor"):
        look = replace(look, ground=_word(tag.get("bgcolor")))
    if tag.get("class") and tag.name != "a":
        look = replace(look, name=".".join(tag.get_attribute_list("class")))
    style = tag.get("style")
    return _styled(look, str(style)[:_MOST_STYLE]) if style else look


def _styled(look: Look, style: str) -> Look:
    for name, value in _DECLARATION.findall(style):
        name, value = name.lower(), value.strip().lower()
        if name in ("font-size", "font") and (size := _SIZE.search(value)):
            look = replace(look, size=size[1])
        if name in ("font-weight", "font"):
            if _HEAVY.search(value):
                look = replace(look, heavy=True)
            elif name == "font-weight" and _LIGHT.search(value):
                look = replace(look, heavy=False)
        if name == "font-style":
            look = replace(look, slanted=value.startswith(("italic", "oblique")))
        if name == "color":
            look = replace(look, colour=value)
        if name.startswith("background") and not value.startswith(("url", "transparent", "none")):
            look = replace(look, ground=value.split()[0])
    return look


def _word(value: object) -> str:
    return str(value or "").strip().lower()
