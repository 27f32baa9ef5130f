"""A reference string as tokens with their places: words, numbers, marks, runs of Hangul or Han."""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """A piece of the string; `text` is `string[start:end]`."""

    text: str
    start: int
    end: int


LATIN = "A-Za-zªºÀ-ÖØ-öø-ʯʹ-ͯͰ-ԯԱ-֏Ḁ-῿"
HANGUL = "가-힣ᄀ-ᇿ㄰-㆏"
HAN = "㐀-鿿豈-﫿々〇〆ぁ-ゟァ-ヺー-ヿ𠀀-𯿿"

_STOP = r"\s<>\"“”「」『』《》（）［］【】，。、；"
_TOKEN = re.compile(
    # https://doi.org/10.1000/xyz, www.example.org/a
    rf"(?:https?\s?:\s?//|www\.)[^{_STOP}]*[^{_STOP}.,;:)\]]"
    # 10.1000/xyz
    rf"|10\.\d{{4,9}}/[^{_STOP}]*[^{_STOP}.,;:)\]]"
    # Soon-gu, O'Dell, Müller
    rf"|[{LATIN}]+(?:['’ʼ\-‐‑][{LATIN}]+)*"
    rf"|[0-9]+|[{HANGUL}]+|[{HAN}]+"
    r"|``|''|--+|\S",
    re.IGNORECASE,
)
# 张三译, 王五主编; 北京大学博士学位论文: what stands behind a name is a token of its own
_HAN_ENDING = re.compile(
    r"(?:主编|主編|编著|編著|编译|編訳|译注|校注|译校|監修|译|訳|譯|著|编|編|等|撰|ほか|他"
    r"|(?:博士|硕士|碩士|修士)?(?:学位)?(?:论文|論文))$"
)
# 홍순구외, 홍길동저: the same in Korean, where it is no word's ordinary ending
_HANGUL_ENDING = re.compile(r"(?:옮김|지음|엮음|학위논문)$")


def tokenize(text: str) -> list[Token]:
    """The tokens of a string; what lies between two of them is blank.

    >>> [token.text for token in tokenize("홍순구, 제53권(3)")]
    ['홍순구', ',', '제', '53', '권', '(', '3', ')']
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        cut = _ending(word)
        if cut:
            tokens.append(Token(word[:cut], start, start + cut))
            word, start = word[cut:], start + cut
        tokens.append(Token(word, start, end))
    return tokens


def _ending(word: str) -> int:
    """Where the ending of a run of Han or Hangul begins, 0 where it has none."""
    if len(word) < 3 or word[0] < "ᄀ":
        return 0
    match = (_HANGUL_ENDING if "가" <= word[0] <= "힣" else _HAN_ENDING).search(word)
    return match.start() if match and match.start() > 1 else 0
