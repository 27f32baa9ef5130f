"""How a word that the end of a line divides is put together again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kb.readers.columns import Word

_HYPHENS = ("-", "\u00ad", "\u2010")
_TRUSTED = 0.1  # of the lines that end in Hangul: so many end with a blank where blanks are kept


class Vocabulary:
    """The words of a document: they tell a hyphen of the line's end from one of the word."""

    def __init__(self, lines: Iterable[list[str]]) -> None:
        self._known: Counter[str] = Counter()
        for words in lines:  # the first and last may be parts of words
            self._known.update(word.strip(".,;:!?()[]\"'“”‘’") for word in words[1:-1])
        self._blanks_kept = False

    def learn_blanks(self, last: Iterable[Word]) -> None:
        """Notes whether the file keeps the blanks at its lines' ends, given their last words."""
        korean = [word.spaced for word in last if _is_hangul(word.text[-1:])]
        self._blanks_kept = sum(korean) > _TRUSTED * len(korean)

    def joined(self, word: Word, after: Word) -> str:
        """What stands for `word` before `after` of the next line, with a blank or without.

        "news-" before "letter" is "news"; "가나" before "다" is "가나" where no blank is.
        """
        begun, rest = word.text, after.text
        if (
            begun.endswith(_HYPHENS)
            and len(begun) > 1
            and begun[-2].isalpha()
            and rest[0].islower()
        ):
            kept = self._known[begun[:-1] + "-" + rest.rstrip(".,;:!?)”")]
            whole = self._known[begun[:-1] + rest.rstrip(".,;:!?)”")]
            return begun if kept > whole else begun[:-1]
        if begun.endswith(_HYPHENS) and len(begun) > 1:
            return begun  # "2021-" before "2022", "K-" before "City"
        divided = _is_hangul(begun[-1]) and _is_hangul(rest[0]) and not word.spaced
        if divided and (self._blanks_kept or self._known[begun + rest]):
            return begun
        return begun + " "


def _is_hangul(character: str) -> bool:
    return "가" <= character <= "힣"
