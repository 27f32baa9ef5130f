"""Whether titles are those of one work, in spite of slips, subtitles and blanks. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from kb.folding import fold
from kb.references.sounds import bare

SAME, ALIKE, SHORTER, REWORDED, OTHER = "same", "alike", "shorter", "reworded", "different"
TRANSLATED, NUMBERED, GENERIC = "in another language", "numbered otherwise", "same but generic"
SAME_LONG, ALIKE_LONG = "same, long", "alike, long"
SHORTER_NUMBERED = "shorter by a number"
_CLOSEST = (
    *(SAME_LONG, SAME, ALIKE_LONG, ALIKE, GENERIC, SHORTER, SHORTER_NUMBERED),
    *(NUMBERED, REWORDED, OTHER, TRANSLATED),
)

_MARKUP = re.compile(r"</?(?:i|b|em|sub|sup|sc|span)[^<>]*>|[{}$]")
_NO_LETTER = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_SUBTITLE = re.compile(r"\s*[:：;―—–]\s+|\s+[-:：―—–~]+\s*|\.\s+(?=[A-Z가-힣])|\s*[(（\[]")
_BILINGUAL = re.compile(r"\s+[=/]\s+")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎ]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-zà-ɏ]")
_ROMAN = {r: str(n) for n, r in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
_ORDINALS = {
    **{
        w: str(n)
        for n, w in enumerate("one two three four five six seven eight nine ten".split(), 1)
    },
    **{
        w: str(n)
        for n, w in enumerate(
            "first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1
        )
    },
    **{w: str(n) for n, w in enumerate("상 중 하".split(), 1)},
}
_PART = re.compile(r"(?:part|volume|vol|no|number|chapter|book|제|phase|stage|teil|band|tome)$")
_NUMBER = re.compile(r"\d+")
# Titles that many works have, or that stand where a title is missing
_GENERIC = frozenset(
    map(
        fold,
        """
editorial|editorial note|editors note|introduction|preface|foreword|conclusion|conclusions|index|
book review|book reviews|review|reviews|news|letter to the editor|letters|correspondence|comment|
commentary|reply|response|errata|erratum|corrigendum|correction|obituary|announcements|abstracts|
contents|table of contents|front matter|back matter|in this issue|from the editor|guest editorial|
annual report|final report|report|proceedings|untitled|no title found|no title|discussion|notes|
acknowledgements|bibliography|references|appendix|summary|abstract|overview|interview|calendar|
권두언|머리말|서문|발간사|편집후기|서평|목차|기고|특집|인터뷰|논단|시론|축사|창간사|연차보고서|
최종보고서|보고서|초록|요약|부록|참고문헌|회고|칼럼|동향|소식|정책동향|해외동향|국내동향|책소개|후기
""".replace("\n", "").split("|"),
    )
)
_FILLERS = frozenset(
    """
    a an the of on in for and to from with by at as is are its their into using based towards
    toward study studies analysis research case approach der die das ein eine und zur zum le la les
    un une des du et el los de y 의 및 와 과 관한 위한 대한 통한 따른 연구 분석 중심으로 방안
    """.split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared: folded whole and without its subtitle, its words and numbers."""

    shown: str
    whole: str
    main: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    script: str

    @property
    def generic(self) -> bool:
        return self.whole in _GENERIC or len(self.whole) < (3 if self.script != "latin" else 5)

    @property
    def short(self) -> bool:
        """Whether two works may have it by chance."""
        return len(self.whole) < (12 if self.script != "latin" else 30)


@lru_cache(4096)
def titles_of(text: str | None) -> tuple[Title, ...]:
    """A title as it stands, and its two halves where it says itself in two languages."""
    clean = " ".join(_MARKUP.sub("", text or "").split())
    halves = _BILINGUAL.split(clean)
    bilingual = len(halves) == 2 and len({_script(fold(h)) for h in halves}) == 2
    return tuple(_title(part) for part in ([clean, *halves] if bilingual else [clean]) if part)


def _title(text: str) -> Title:
    plain = bare(text)
    words = tuple(_WORD.findall(plain))
    main = _letters(bare(_SUBTITLE.split(text, maxsplit=1)[0]))
    whole = _letters(plain)
    long_enough = len(main) >= (6 if _HANGUL.search(main) else 12)
    return Title(
        text, whole, main if long_enough else whole, words, _numbers(words), _script(whole)
    )


def _letters(plain: str) -> str:
    return _NO_LETTER.sub("", plain)


def _script(folded: str) -> str:
    counted = Counter(
        hangul=3 * len(_HANGUL.findall(unicodedata.normalize("NFC", folded))),
        cjk=3 * len(_CJK.findall(folded)),
        cyrillic=len(_CYRILLIC.findall(folded)),
        latin=len(_LATIN.findall(folded)),
    )
    return counted.most_common(1)[0][0]


def _numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers in a title, Roman ones and those behind "part" too, in their order."""
    found = []
    for position, word in enumerate(words):
        before = words[position - 1] if position else ""
        after = words[position + 1] if position + 1 < len(words) else ""
        if digits := _NUMBER.findall(word):
            found += [d.lstrip("0") or "0" for d in digits]
        elif word in _ROMAN and (len(word) > 1 or _PART.search(before)):
            found.append(_ROMAN[word])
        elif word in _ORDINALS and (_PART.search(before) or _PART.search(after)):
            found.append(_ORDINALS[word])
    return tuple(found)


def compare_titles(one: tuple[Title, ...], other: tuple[Title, ...]) -> str | None:
    """How the closest of two works' titles agree; None where one has no title."""
    found = [_compare(a, b) for a in one for b in other if a.whole and b.whole]
    return min(found, key=_CLOSEST.index) if len(found) > 1 else found[0] if found else None


def _compare(one: Title, other: Title) -> str:
    if one.whole == other.whole:
        return GENERIC if one.generic else SAME if one.short else SAME_LONG
    if one.script != other.script:
        return OTHER if one.generic or other.generic else TRANSLATED
    if fuzz.ratio(one.whole, other.whole, score_cutoff=50) == 0:
        return _without_subtitle(one, other)
    alike = _alike(one, other)
    if alike and Counter(one.numbers) != Counter(other.numbers):
        return NUMBERED
    if alike:
        return ALIKE if one.short or other.short else ALIKE_LONG
    return _without_subtitle(one, other)


def _alike(one: Title, other: Title) -> bool:
    """Whether what differs are slips of single letters, not words."""
    return _single_slips(one.whole, other.whole) or _same_words(one, other)


def _single_slips(one: str, other: str) -> bool:
    """Whether texts differ in a few single letters that stand apart: "thhe", "technolgy"."""
    longest = max(len(one), len(other))
    allowed = 1 + longest // (12 if not one.isascii() else 20)
    if Levenshtein.distance(one, other, score_cutoff=allowed) > allowed:
        return False
    places = [operation.src_pos for operation in Levenshtein.editops(one, other)]
    return all(after - before > 1 for before, after in pairwise(places))


def _same_words(one: Title, other: Title) -> bool:
    """Whether each word that only one title has is a slip, an abbreviation or a filler."""
    mine = list((Counter(one.words) - Counter(other.words)).elements())
    theirs = list((Counter(other.words) - Counter(one.words)).elements())
    if "".join(mine) == "".join(theirs):
        return True
    content = [[w for w in words if w not in _FILLERS] for words in (mine, theirs)]
    short, long = sorted(content, key=len)
    for word in list(short):
        partner = next((w for w in long if _same_word(word, w)), None)
        if partner is not None:
            long.remove(partner)
            short.remove(word)
    rest = "".join(short), "".join(long)
    return rest == ("", "") or _slips(*rest)


def _same_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if _NUMBER.search(one) or _NUMBER.search(other):
        return one == other
    if len(short) >= 3 and long.startswith(short) and short.isascii():
        return True
    return _slips(one, other)


def _slips(one: str, other: str) -> bool:
    """One slip in a short word, two in a long one; in Hangul one of four syllables or more."""
    length = min(len(one), len(other))
    allowed = length // 3 if length and not one.isascii() else 1 + length // 8 if length > 3 else 0
    return Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed


def _without_subtitle(one: Title, other: Title) -> str:
    """Titles of which one may leave the subtitle out."""
    short, long = sorted((one, other), key=lambda title: len(title.whole))
    if long.main != long.whole and _single_slips(long.main, short.whole):
        return GENERIC if short.generic else _shorter(short, long)
    enough = len(short.whole) >= (10 if short.script == "hangul" else 20)
    if enough and _begins_alike(short.whole, long.whole):
        return _shorter(short, long)
    words = " ".join(one.words), " ".join(other.words)
    close = fuzz.ratio(one.whole, other.whole) >= 72 or fuzz.token_sort_ratio(*words) >= 75
    return REWORDED if close else OTHER


def _begins_alike(short: str, long: str) -> bool:
    slips = len(short) // 25
    return Levenshtein.distance(short, long[: len(short)], score_cutoff=slips) <= slips


def _shorter(short: Title, long: Title) -> str:
    """ "Smart city" is not "Smart city 2", and "Smart city: A review (2)" perhaps."""
    added = Counter(long.numbers) - Counter(short.numbers)
    beyond = long.whole[len(short.whole) :]
    if Counter(short.numbers) - Counter(long.numbers) or (added and len(beyond) <= 8):
        return NUMBERED
    ends_in_number = long.words[-1].isdigit() or long.words[-1] in _ROMAN
    return SHORTER_NUMBERED if added and ends_in_number else SHORTER


def content_words(title: Title) -> list[str]:
    """The words of a title that tell it from others, in their order."""
    return [w for w in title.words if w not in _FILLERS and len(w) > (1 if not w.isascii() else 2)]
