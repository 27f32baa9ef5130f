"""Steps from what a span says to a CSL value: marks and cue words go, numbers are written one way.

Every step is a function from text to text; STEPS lists those of a field in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.folding import squeeze

Step = Callable[[str], str]

_OPEN, _CLOSE = "“„«‟\"「『《〈‹`‘'＂＇", "”»“\"」』》〉›´’'＂＇"
_PAIRS = {
    **dict(zip("“„«「『《〈‹([（［‘", "”“»」』》〉›)]）］’", strict=True)),
    '"': '"',
}
_EDGES = " \t,.;:،，。．；：、·/|\\–—-―"
# In: / in / 載 / 载 / 见 before a container; In: Proc. of
_LEADING_IN = re.compile(r"^(?:in\b\s?:?|dans\b\s?:?|[载載见](?=[《「『“])|//)\s*", re.IGNORECASE)
# [J] / [M/OL] / ［C］// behind a title
_MARKER = re.compile(r"\s*[\[［〔](?:[A-Z]{1,2}(?:\s?[/／]\s?[A-Z]{2})?)[\]］〕](?:\s?//?)?\s*$")
_PAGE_CUE = re.compile(
    r"\b(?:pages?|pgs?|pp?|seiten?|s)(?=[\s.:]|\d|$)\.?|第|[页頁쪽면]|페이지|[()（）\[\]]",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"[A-Za-z]{0,3}\d[\w.]*(?:\s?[-–—−‐‑~∼～〜―:]{1,3}\s?[A-Za-z]{0,3}\d+\w?)?|[ivxlc]+\s?[-–—]\s?[ivxlc]+"
)
_DASHES = re.compile(r"\s?(?:[–—−‐‑~∼～〜―]|-{1,3})\s?")
_NUMBER_CUE = re.compile(
    r"\b(?:volumes?|vols?|v|numbers?|num|nos?|nr|n|issues?|iss|heft|h|bd|band|jg|jahrg(?:ang)?|"
    r"tome?|part|pt|in)(?=[\s.:°º]|\d|$)\s?[.:°º]?|n[°º]|№|[제第권卷巻호号號期집輯辑]|통권|年",
    re.IGNORECASE,
)


def unquoted(text: str) -> str:
    """ "Smart cities" for “Smart cities,”: outer quotes, brackets and marks go, inner ones stay."""
    for _ in range(4):
        before = text
        text = text.strip(_EDGES)
        if text and text[0] in _PAIRS and _closes(text):
            text = text[1:-1]
        elif text and text[0] in _OPEN and not any(c in text[1:] for c in _CLOSE):
            text = text[1:]
        elif text and text[-1] in _CLOSE and not any(c in text[:-1] for c in _OPEN):
            text = text[:-1]
        elif text.startswith("``"):
            text = text[2:].removesuffix("''")
        if text == before:
            break
    return text


def _closes(text: str) -> bool:
    """Whether the last character closes what the first opens."""
    close = _PAIRS[text[0]]
    if text[-1] not in (close, "”", '"'):
        return False
    return close == text[0] or text[1:-1].count(text[0]) >= text[1:-1].count(close)


def without_marker(text: str) -> str:
    """GB/T 7714 puts the kind behind the title: 题名[J]."""
    return _MARKER.sub("", text.rstrip(_EDGES))


def without_in(text: str) -> str:
    """ "Proceedings of the ACM" for "In: Proceedings of the ACM"."""
    return _LEADING_IN.sub("", text.lstrip(_EDGES + "/"))


def balanced(text: str) -> str:
    """A bracket that nothing opens or closes in the text goes."""
    for opening, closing in ("()", "[]", "（）"):
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1]
        if text.startswith(opening) and text.count(opening) > text.count(closing):
            text = text[1:]
        if text.endswith(opening):
            text = text[:-1]
    return text.strip()


def pages(text: str) -> str:
    """ "12-34" for "S. 12 – 34", "pp. 12–34" and "12~34쪽"."""
    match = _NUMBERS.search(_PAGE_CUE.sub(" ", text))
    if not match:
        return ""
    return _DASHES.sub("-", match.group().replace(" : ", "-")).strip(".:- ")


def number(text: str) -> str:
    """ "53" for "Vol. 53" and "제53권"; "IV" and "3-4" stay."""
    text = squeeze(_NUMBER_CUE.sub(" ", text)).strip(_EDGES + "()[]（）［］")
    return _DASHES.sub("-", balanced(text)).strip(_EDGES)


def publisher(text: str) -> str:
    """A publisher without the marks around it and without 版."""
    return re.sub(r"(?<=[^\d\s])\s?(?:年?版|刊|발행|펴냄)$", "", text.strip(_EDGES))


STEPS: dict[str, tuple[Step, ...]] = {
    "title": (squeeze, without_marker, unquoted, balanced, unquoted),
    "container": (squeeze, without_in, without_marker, unquoted, balanced, unquoted),
    "series": (squeeze, unquoted, balanced, unquoted),
    "volume": (squeeze, number),
    "issue": (squeeze, number),
    "page": (squeeze, pages),
    "publisher": (squeeze, unquoted, balanced, publisher, unquoted),
    "place": (squeeze, unquoted, balanced, unquoted),
    "edition": (squeeze, unquoted, balanced, unquoted),
    "genre": (squeeze, unquoted, balanced, unquoted),
    "number": (squeeze, unquoted, balanced),
    "note": (squeeze, unquoted, balanced, unquoted),
}


def clean(label: str, text: str) -> str:
    """The value of a span's text; "" where it says nothing."""
    for step in STEPS[label]:
        text = step(text)
    return text
