"""How a name sounds, in Hangul or in any of its romanisations: coarse keys that are compared.

Korean names are romanised by the Revised Romanisation (Gim Minsu), by McCune–Reischauer
(Kim Minsu), and mostly as their bearers like (Kim, Min-Soo). A key drops what these differ in:
voiced and unvoiced consonants are one, and so are the vowels ㅓ, ㅗ, ㅜ and ㅡ.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INITIALS = tuple("k k n t t l m p p s s  j j j k t p h".replace("  ", " - ").split())
_VOWELS = tuple("a e ya ye o e yo ye o wa we we yo o wo we wi yo o i i".split())
_FINALS = tuple("- k k k n n n t l l l l l l l l m p p t t nk t t k t p -".split())

# Of the spellings of a sound the longest comes first
_SPELLINGS = (
    ("(?<=[aeiouy]n)e$", ""),
    ("ng", "nk"),
    ("tch|ch|jj|j|z", "j"),
    ("kk|kh|gh|ck|k|g|q|c", "k"),
    ("th|tt|dt|t|d", "t"),
    ("ph|pp|bh|p|b|v|f", "p"),
    ("sch|ssh|sh|ss|s", "s"),
    ("rh|ll|r|l", "l"),
    ("nn|n", "n"),
    ("mm|m", "m"),
    ("yeo|you|yoo|yo|yu", "yo"),
    ("yae|yea|ye", "ye"),
    ("ya", "ya"),
    ("woo(?!n)|wu", "o"),
    ("weo|wo", "wo"),
    ("wae|we|oe", "we"),
    ("wa", "wa"),
    ("wi", "wi"),
    ("eui|ui|ee|ie|ii|i|y", "i"),
    ("ae|ai|ei|[ae]y(?![aeou])|eh", "e"),
    ("eo|eu|oo|ou|oh|uh|o|u", "o"),
    ("ah|a", "a"),
    ("e", "e"),
    ("h", "h"),
    ("w", "o"),
    ("x", "s"),
)
_SOUND = re.compile("|".join(f"(?P<s{n}>{p})" for n, (p, _) in enumerate(_SPELLINGS)))
_HANGUL = re.compile("[가-힣]")
_ACCENT = re.compile("[\u0300-\u036f]")

# Surnames and the spellings under which they are met
_SURNAMES = """
김 kim gim ghim|이 lee yi rhee i ri li rhie leigh|박 park pak bak pack|최 choi choe choy chey
정 jung jeong chung cheong joung chong|강 kang gang|조 cho jo joe|윤 yoon yun youn
장 jang chang|임 lim im rim yim|한 han|오 oh o|서 seo suh so sur|신 shin sin|권 kwon gwon kweon
황 hwang|안 ahn an|송 song|유 ryu yoo yu you lyu ryoo yoou|홍 hong|전 jeon jun chun chon jeun
고 ko go koh|문 moon mun|양 yang ryang|손 son sohn|배 bae pae bai|백 baek paik back paek baik
허 heo huh hur her|남 nam|심 sim shim|노 noh no roh ro|하 ha hah|곽 kwak gwak|성 sung seong
차 cha|주 joo ju chu|우 woo wu u|구 koo gu ku goo|민 min|진 jin chin|나 na ra rah nah
지 ji chi jee|엄 um eom uhm|원 won weon|채 chae|천 chun cheon chon|방 bang pang|공 kong gong
현 hyun hyeon hyon|함 ham hahm|변 byun byeon pyun pyon|염 yeom yum|여 yeo yuh|추 choo chu
도 do doh to|석 seok suk sok|선 sun seon|설 seol sul|마 ma mah|길 gil kil|연 yeon youn|위 wi wee
표 pyo|명 myung myeong|기 ki gi|반 ban|왕 wang|금 geum keum kum|옥 ok|육 yuk yook|인 in
맹 maeng|제 je|모 mo|탁 tak|국 kook kuk gook|어 eo uh|은 eun|편 pyeon pyun|용 yong|예 ye
봉 bong|사 sa|부 boo bu|복 bok|태 tae|형 hyung hyeong|계 kye gye|두 doo du|소 so soh
남궁 namkung namgung namgoong|황보 hwangbo|제갈 jegal|선우 sunwoo seonu
독고 dokgo|사공 sakong sagong
"""
_SPELT: dict[str, frozenset[str]] = {}
for _entry in re.split(r"[|\n]", _SURNAMES.strip()):
    _hangul, *_latin = _entry.split()
    for _spelling in _latin:
        _SPELT[_spelling] = _SPELT.get(_spelling, frozenset()) | {_hangul}
# 李: 리 in the North and as written by some, 이 in the South
_INITIAL_SOUND_RULE = {
    "리": "이",
    "류": "유",
    "림": "임",
    "로": "노",
    "라": "나",
    "량": "양",
    "려": "여",
}


def bare(text: str) -> str:
    """Lower-case letters without accents: "Chŏng" is "chong"."""
    if text.isascii():
        return text.lower()
    decomposed = _ACCENT.sub("", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", decomposed)


def is_hangul(text: str | None) -> bool:
    """Whether a name is written in Hangul."""
    return bool(text and _HANGUL.search(text))


@lru_cache(65536)
def surname_keys(family: str) -> frozenset[str]:
    """What a family name may be: its Hangul where it is Korean, and its own spelling.

    >>> sorted(surname_keys("Rhee"))
    ['rhee', '이']
    """
    if is_hangul(family):
        hangul = "".join(_HANGUL.findall(unicodedata.normalize("NFC", family)))
        return frozenset({_INITIAL_SOUND_RULE.get(hangul, hangul)})
    latin = "".join(c for c in bare(family) if c.isalnum())
    return _SPELT.get(latin, frozenset()) | {latin}


@lru_cache(65536)
def sound(text: str) -> str:
    """The coarse sound of a name: "순구", "Soon-gu" and "Sungu" are all "sonko".

    >>> sound("순구"), sound("Soon-gu"), sound("Sun-Ku")
    ('sonko', 'sonko', 'sonko')
    """
    if is_hangul(text):
        return "".join(_syllable(c) for c in unicodedata.normalize("NFC", text))
    words = re.findall(r"[^\W\d_]+", bare(text).replace("'", "").replace("’", ""))
    return "".join(_latin_word(word) for word in words)


def _latin_word(word: str) -> str:
    return "".join(_SPELLINGS[int((m.lastgroup or "s0")[1:])][1] for m in _SOUND.finditer(word))


def _syllable(char: str) -> str:
    number = ord(char) - 0xAC00
    if not 0 <= number < 11172:
        return ""
    initial, vowel, final = number // 588, number // 28 % 21, number % 28
    parts = (_INITIALS[initial], _VOWELS[vowel], _FINALS[final])
    return "".join(part for part in parts if part != "-")


@lru_cache(65536)
def initials(given: str) -> str:
    """The first sounds of the parts of a given name, every vowel "v", "y" and "w" too.

    >>> initials("순구"), initials("S.-G."), initials("Soon-gu")
    ('sk', 'sk', 'sk')
    """
    if is_hangul(given):
        firsts = [_syllable(c)[:1] for c in given if _HANGUL.match(c)]
    else:
        firsts = [_first_sound(word) for word in words_of(given)]
    return "".join("v" if first in tuple("aeiouyw") else first for first in firsts)


def _first_sound(word: str) -> str:
    """C alone is that of Chul-soo: no romanisation writes 카 with it."""
    return "j" if word == "c" else _latin_word(word)[:1]


def is_initials(given: str) -> bool:
    """Whether a given name is abbreviated: "S.-G.", "J", "SG"."""
    words = re.findall(r"[^\W\d_]+", given)
    capitals = len(words) == 1 and len(words[0]) <= 3 and words[0].isupper()
    return bool(words) and not is_hangul(given) and (capitals or all(len(w) == 1 for w in words))


def words_of(given: str) -> list[str]:
    """The parts of a given name in Latin letters: "SG" has two."""
    words = re.findall(r"[^\W\d_]+", bare(given))
    return list(words[0]) if len(words) == 1 and is_initials(given) else words
