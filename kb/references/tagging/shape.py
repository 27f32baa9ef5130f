"""How a token looks: its features by itself, and the one kind that stands for it in patterns."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from kb.references.names import HANGUL_SURNAMES, KOREAN_SURNAMES
from kb.references.tagging.words import CLASSES, CUE

_MARKS = {
    **dict.fromkeys("“„«‟「『《〈‹【〔", "“"),
    **dict.fromkeys("”»」』》〉›】〕", "”"),
    **dict.fromkeys(("``",), "“"),
    **dict.fromkeys(("''",), "”"),
    **dict.fromkeys("–—−‐‑~～∼〜―", "-"),
    **dict.fromkeys(("--", "---"), "-"),
    **dict.fromkeys("‘‚`", "‘"),
    **dict.fromkeys("’´", "’"),
    **dict.fromkeys("·ㆍ・･•‧", "·"),
    "。": ".",
    "、": "、",
    "［": "[",
    "］": "]",
}
_ROMAN = re.compile(r"[ivxlc]{1,7}|[IVXLC]{1,7}")
_HANGUL_ENDINGS = """
    학회지 학회 학보 논총 논집 논문집 연구 연구원 연구소 대학교 대학 대학원 출판사 출판부 출판
    문화사 저널 리뷰 일보 신문 위원회 공사 공단 재단 협회 부 청 처 원 시 도 론 학 의 를 을 에 은
    는 과 와 적 지 사 회 및 방안 분석 영향 관한 대한 중심으로 사례 개발 평가 특성 보고서 뉴스 편
    법 법률 시행령
""".split()
_HAN_ENDINGS = """
    学报 學報 学刊 研究 杂志 雑誌 学会誌 学会 论坛 评论 通报 日报 晚报 时报 周刊 出版社 书局 書店
    書房 出版会 印书馆 大学 大學 学院 研究院 研究所 委员会 政府 部 局 省 市 県 国 法 条例 规定
    办法 规范 标准 技术 方法 论 学 史 集 报 报告 誌 新闻 公司 会社 館 院 网 与 的 の に 判决书
    裁定书 白書
""".split()
_NEAR = 12
_TELLING = frozenset(
    """
    publisher place journal meeting institution month editor thesis report edition law standard
    """.split()
)
_TELLING_KINDS = {"Y": "Y", "c": "c", "I": "I"} | {f"D{size}": "D" for size in range(1, 6)}


class Look(NamedTuple):
    """`near` of the features are what a neighbour sees; `tells` is what it tells of its chunk."""

    text: str
    kind: str
    features: tuple[str, ...]
    near: int
    tells: tuple[str, ...]


@lru_cache(maxsize=1 << 15)
def look(text: str) -> Look:
    """The look of a token's text; "" is what lies beyond the ends."""
    if not text:
        return BLANK
    normal = unicodedata.normalize("NFKC", text)
    word = normal.casefold()
    flags = CLASSES.get(word, ())
    kind, features = _features(text, normal, word)
    cue = CUE.get(word)
    if cue and not (len(normal) == 1 and normal.isupper()):
        kind = f"{cue}^" if normal[:1].isupper() else cue
    near = [f"k={kind}", *features[:3], *(f"l={flag}" for flag in flags)][:_NEAR]
    tells = tuple(flag[:4] for flag in flags if flag in _TELLING)
    if told := _TELLING_KINDS.get(kind):
        tells = (*tells, told)
    return Look(text, kind, (*near, *features[3:]), len(near), tells)


def _features(text: str, normal: str, word: str) -> tuple[str, list[str]]:
    """The kind, and features of which neighbours see the first three."""
    first = normal[0]
    if text[:4].lower() in ("http", "www."):
        return "url", []
    if text.startswith("10.") and "/" in text:
        return "doi", []
    if first.isdigit():
        return _number(normal)
    if "가" <= first <= "힣" and normal.isalpha():
        return _hangul(word)
    if first > "\u2fff" and first.isalpha():
        return _han(word)
    if first.isalpha():
        return _latin(normal, word)
    mark = _MARKS.get(text, _MARKS.get(normal, normal[:2]))
    return mark, [f"w={normal}"]


def _number(text: str) -> tuple[str, list[str]]:
    size = len(text)
    if not text.isdecimal():
        return "D?", []
    value = int(text) if size < 9 else 0
    if size == 4 and 1400 <= value <= 2040:
        return "Y", [f"y={'m' if 1960 <= value <= 2030 else 'o'}"]
    features = ["z"] if first_zero(text) else []
    if size < 3:
        like = "1" if value == 1 else "m" if value < 13 else "d" if value < 32 else "n"
        features.append(f"d={like}")
    return f"D{min(size, 5)}", features


def first_zero(text: str) -> bool:
    """Whether a number is written with a zero before it."""
    return text[0] == "0"


def _latin(text: str, word: str) -> tuple[str, list[str]]:
    size = len(text)
    if size == 1:
        kind = "I" if text.isupper() else "i"
    elif text.isupper():
        kind = "II" if size < 4 else "UU"
    elif text[0].isupper():
        kind = "C-" if "-" in text else "C" if text[1:].islower() or "'" in text else "Cx"
    else:
        kind = "c" if text.islower() else "cx"
    features = [f"w={word}", f"e={word[-2:]}", f"r={size if size < 3 else '+'}"]
    if _ROMAN.fullmatch(text):
        features.append("roman")
    features.append("kr" if word in KOREAN_SURNAMES else "")
    features += [f"E={word[-3:]}", f"E4={word[-4:]}", f"P={word[:3]}", f"P4={word[:4]}"]
    features.append(f"k2={kind}")
    return kind, [f for f in features if f]


def _hangul(word: str) -> tuple[str, list[str]]:
    size = len(word)
    endings = [f"x={ending}" for ending in _HANGUL_ENDINGS if word.endswith(ending)]
    surname = word[0] in HANGUL_SURNAMES
    name = f"s={surname:d}{min(size, 5)}"
    short = [f"w={word}"] if size < 3 else []
    return f"H{min(size, 5)}", [name, *endings[:2], *short, *endings[2:], f"W={word}"]


def _han(word: str) -> tuple[str, list[str]]:
    size = len(word)
    length = min(size, 5) if size < 6 else 6 if size < 10 else 7
    endings = [f"x={ending}" for ending in _HAN_ENDINGS if word.endswith(ending)]
    kana = any("ぁ" <= c <= "ヿ" for c in word)
    short = [f"w={word}"] if size < 3 else []
    surname = f"s={word[0] in _HAN_SURNAMES:d}{length}"
    return f"Z{length}", [surname, *endings[:2], *short, *endings[2:], f"kana={kana:d}"]


_HAN_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾萧肖田董袁潘于蒋蔣蔡余"
    "杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫阎段雷侯龙龍史陶黎贺賀顾"
    "顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯季佐鈴高田伊渡中小吉山松井木清斎加橋阿森池石前藤岡後近村遠青坂福太西原"
)
BLANK = Look("", "$", ("k=$",), 1, ())
