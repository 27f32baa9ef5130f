"""How text is compared: blanks folded, letters and digits only."""

from __future__ import annotations

import re
import unicodedata

# Zero-width characters, soft hyphens and byte order marks inside a text carry no meaning in print.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_NO_HANGUL = re.compile("[^가-힣]+")
_SIGNS = re.compile(r"[\W_]+")


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
    return _SIGNS.sub("", normal)


def language_of(text: str) -> str:
    """ "ko" where at least a fifth of the letters are Hangul, "en" otherwise."""
    letters = len(_NO_LETTERS.sub("", text))
    return "ko" if letters and len(_NO_HANGUL.sub("", text)) >= letters / 5 else "en"
