"""How text is compared: blanks folded, letters and digits only."""

from __future__ import annotations

import re
import unicodedata

# Zero-width characters, soft hyphens and byte order marks inside a text carry no meaning in print.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_HANGUL = re.compile("[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")


def squeeze(text: str) -> str:
    """`text` on one line: runs of blanks of any kind, no-break ones too, are one space.

    >>> squeeze(" Issued On\\u00a0 December,  2021\\n")
    'Issued On December, 2021'
    """
    return " ".join(_INVISIBLE.sub("", text).split())


def fold(text: str | None) -> str:
    """Letters and digits of `text`, compatibility-normalised and case-folded.

    >>> fold("「K-City」 Ｎo. 1")
    'kcityno1'
    """
    normal = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(c for c in normal if c.isalnum())


def language_of(text: str) -> str:
    """ "ko" where at least a fifth of the letters are Hangul, "en" otherwise."""
    letters = len(_LETTER.findall(text))
    return "ko" if letters and len(_HANGUL.findall(text)) >= letters / 5 else "en"
