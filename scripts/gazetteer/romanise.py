"""Hangul to Latin letters by the Revised Romanization of Korean (2000), as for place names."""

from __future__ import annotations

_INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")

# What a final and the initial after it become together, where that is not their sum
_MEETING = {
    "kn": "ngn",
    "km": "ngm",
    "kr": "ngn",
    "tn": "nn",
    "tm": "nm",
    "tr": "nn",
    "pn": "mn",
    "pm": "mm",
    "pr": "mn",
    "mr": "mn",
    "ngr": "ngn",
    "nr": "ll",
    "ln": "ll",
    "lr": "ll",
}
_BEFORE_VOWEL = {"k": "g", "t": "s", "p": "b", "l": "r"}


def romanise(hangul: str) -> str:
    """The name in Latin letters, its first letter a capital.

    >>> [romanise(name) for name in ("강릉", "종로", "울릉", "속초", "안양")]
    ['Gangneung', 'Jongno', 'Ulleung', 'Sokcho', 'Anyang']
    """
    written, final = "", ""
    for syllable in hangul:
        code = ord(syllable) - 0xAC00
        initial = _INITIALS[code // 588]
        written += _joined(final, initial) + _VOWELS[code % 588 // 28]
        final = _FINALS[code % 28]
    return (written + final).capitalize()


def _joined(final: str, initial: str) -> str:
    if not initial:
        return _BEFORE_VOWEL.get(final, final)
    return _MEETING.get(final + initial, final + initial)
