"""Words of a text with what stands around them."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# Characters on either side of the words, and in the beginning of a text where there are none.
AROUND = 110
OPENING = 200


def excerpt(text: str, printed: str | None) -> Markup:
    """The sentence part in which the words are printed, marked; the text's beginning without.

    Escaped; cut between words, with an ellipsis where something is left out.
    """
    at = _find(text, printed) if printed else None
    if at is None:
        end = _word_end(text, OPENING)
        return Markup("{}{}").format(_folded(text[:end]), "" if end == len(text) else " …")
    start, end = at
    first, last = _word_start(text, start - AROUND), _word_end(text, end + AROUND)
    return Markup("{}{}<mark>{}</mark>{}{}").format(
        "… " if first else "",
        _folded(text[first:start]),
        _folded(text[start:end]),
        _folded(text[end:last]),
        " …" if last < len(text) else "",
    )


def _find(text: str, printed: str) -> tuple[int, int] | None:
    """Where the words stand, as a word of their own if they do; blanks may be line ends."""
    pattern = r"\s+".join(re.escape(word) for word in printed.split())
    if not pattern:
        return None
    found = re.search(rf"(?<!\w){pattern}(?![a-zA-Z])", text) or re.search(pattern, text)
    return found.span() if found else None


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    blank = re.search(r"\s", text[at : at + AROUND // 2])
    return at + blank.end() if blank else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = max(text.rfind(sign, at - AROUND // 2, at) for sign in " \n\t")
    return blank if blank > 0 else at


def _folded(text: str) -> Markup:
    """Escaped, with a blank for each run of them."""
    return escape(re.sub(r"\s+", " ", text))
