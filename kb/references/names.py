"""Names of people and bodies, family and given the right way round.

Korean names come family first, in Hangul ("홍순구") and mostly when romanised ("Hong Soon-gu");
bodies keep their name whole.
"""

from __future__ import annotations

import re

from kb.folding import squeeze
from kb.model import Name

COMPOUND_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")
# The romanisations under which nearly all Koreans are written
KOREAN_SURNAMES = frozenset(
    """
    kim lee yi rhee park pak bak choi choe jung jeong chung cheong kang gang cho jo yoon yun
    youn jang chang im lim rim han oh o seo suh shin sin kwon gwon hwang ahn an song ryu yoo
    yu you hong jeon jun chun ko go koh moon mun yang son sohn bae pae baek paik back heo huh
    hur nam sim shim noh no roh ha kwak gwak sung seong cha joo ju chu woo wu ku koo gu min
    jin chin na ra ji chi um eom uhm won weon chae byun byeon pyun bang pang kong gong hyun
    hyeon ham yeo yeom chu choo do doh so soh seok suk seol sul ma wi pyo ki gi myung myeong
    ban wang ok yuk maeng in tak ku eun pyeon yong ye bong sa bu namkung namgung hwangbo
    sunwoo seonu jegal
    """.split()
)
# The surnames of nearly all Koreans, by their first syllable
HANGUL_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방"
    "공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예봉사부가복태목형계피두림라"
    "룡녀"
)
# 통계청: one word with an ending of bodies; 한국연구원, 부산 교통정보센터: a longer ending
_BODY_WORD = re.compile(r"[가-힣]{2,}(?:부|처|청)|[가-힣]{3,}(?:원|시|도|군|(?<!연)구|국|회|사)")
_BODY_HANGUL = re.compile(
    r".*(?:위원회|공사|공단|연구소|연구원|연구회|학회|협회|대학교|대학|재단|센터|기관|은행|본부|"
    r"법인|회사|그룹|합동|정부|의회|㈜|조합|연합|포럼|신문|일보|투데이)"
)
_BODY = re.compile(
    r"\b(?:Ministry|Committee|Commission|Institute|Institution|University|College|School|Agency|"
    r"Office|Department|Bureau|Council|Association|Society|Foundation|Corporation|Company|Centre|"
    r"Center|Group|Bank|Board|Authority|Government|City|Forum|Federation|Union|Organi[sz]ation|"
    r"Nations|Programme|Program|Team|Network|Laborator(?:y|ies)|Press|Inc|Ltd|GmbH|Co)\b\.?"
)
# 홍순구(부산대), Hong Soon-gu*: what stands behind a name is no part of it
_ASIDE = re.compile(r"(?:\s*\([^()]*\)|[*†‡§¹²³])+$")
# 홍 순구, 홍 순 구
_SPACED_NAME = re.compile(r"[가-힣] (?:[가-힣]{1,2}|[가-힣] [가-힣])")
_HANGUL_NAME = re.compile(r"[가-힣]{2,4}")
_ROMANISED_GIVEN = re.compile(r"[A-Z][a-z]+-[A-Za-z][a-z]+|[A-Z][a-z]+(?: [A-Z]?[a-z]+)?")
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s\-]?){1,4}")
_PARTICLES = frozenset(
    """
    van von de der den del della di da dos du la le ten ter zu af al el
    """.split()
)
_SUFFIX = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV)$")
_WORD = re.compile(r"[^\W\d_][\w.'’\-]*")
_AND = re.compile(r"\s*(?:;|·|ㆍ|&|\band\b|,\s*and\b|\bund\b|와(?=\s)|및)\s*")
# The full stop that ends a list, but not that of an initial
_SENTENCE_STOP = re.compile(r"(?<!\b[A-Z])\.$")
_ET_AL = re.compile(r",?\s*(?:et\s+al\.?|and others|외(?:\s*\d+\s*[인명])?)\s*$")


def read_name(text: str) -> Name | None:
    """The name that `text` is, or None where it looks like no name.

    >>> read_name("Hong Soon-gu")
    Name(family='Hong', given='Soon-gu', ...)
    """
    text = _ASIDE.sub("", squeeze(text)).strip(" ,;")
    for form in (_body, _hangul, _inverted, _korean_romanised, _western):
        if name := form(text):
            return name
    return None


def is_body(text: str) -> bool:
    """Whether a text is written like the name of a body: "통계청", "Ministry of Land"."""
    hangul = len(text) > 2 and (_BODY_WORD.fullmatch(text) or _BODY_HANGUL.fullmatch(text))
    return bool(hangul or _BODY.search(text))


def _body(text: str) -> Name | None:
    return Name(literal=text) if is_body(text) else None


def _hangul(text: str) -> Name | None:
    if _SPACED_NAME.fullmatch(text):
        text = text.replace(" ", "")
    if not _HANGUL_NAME.fullmatch(text) or text[0] not in HANGUL_SURNAMES:
        return None
    cut = 2 if text[:2] in COMPOUND_SURNAMES and len(text) > 2 else 1
    return Name(family=text[:cut], given=text[cut:])


def _inverted(text: str) -> Name | None:
    """Family, Given."""
    suffix = _SUFFIX.search(text)
    text = _SUFFIX.sub("", text)
    family, comma, given = text.partition(",")
    if not comma or not _name_words(family) or not _name_words(given):
        return None
    return Name(family.strip(), given.strip(), suffix=suffix.group(1) if suffix else None)


def _korean_romanised(text: str) -> Name | None:
    """Hong Soon-gu, Soon-gu Hong, Hong Soon Gu: told by the surname and the given name's form."""
    words = text.split()
    if len(words) not in (2, 3):
        return None
    first, last = words[0].lower(), words[-1].lower()
    front, back = " ".join(words[1:]), " ".join(words[:-1])
    if first in KOREAN_SURNAMES and _ROMANISED_GIVEN.fullmatch(front) and "-" in front:
        return Name(words[0], front)
    if last in KOREAN_SURNAMES and _ROMANISED_GIVEN.fullmatch(back):
        return Name(words[-1], back)
    if first in KOREAN_SURNAMES and _ROMANISED_GIVEN.fullmatch(front):
        return Name(words[0], front)
    return None


def _western(text: str) -> Name | None:
    """Given Family, with initials on either side: "Ruth J. Nelson", "Nelson RJ"."""
    suffix = _SUFFIX.search(text)
    words = _SUFFIX.sub("", text).split()
    if not 2 <= len(words) <= 5 or not _name_words(text) or text.isupper():
        return None
    if _INITIALS.fullmatch(words[-1]) and not _INITIALS.fullmatch(words[0]):
        return Name(" ".join(words[:-1]), words[-1])
    start = next((i for i, w in enumerate(words) if i and w.lower() in _PARTICLES), len(words) - 1)
    particle = " ".join(w for w in words[start:-1]) or None
    return Name(
        words[-1],
        " ".join(words[:start]),
        non_dropping_particle=particle,
        suffix=suffix.group(1) if suffix else None,
    )


def _name_words(text: str) -> bool:
    """Whether every word is written like a part of a name, and there are few of them."""
    words = text.split()
    return 0 < len(words) <= 5 and all(
        _WORD.fullmatch(w) and (w[0].isupper() or w.lower() in _PARTICLES) for w in words
    )


def read_names(text: str) -> tuple[Name, ...] | None:
    """The names in a list, in order, or None where a part of it is no name.

    >>> [name.family for name in read_names("Hong Soon-gu, Kim Hyeon-jong") or ()]
    ['Hong', 'Kim']
    """
    text = _SENTENCE_STOP.sub("", _ET_AL.sub("", squeeze(text)).strip(" ,;"))
    if not text:
        return None
    whole = _body(text)
    if whole and ("," not in text or _one_body(text)):
        return (whole,)
    parts = [p for p in _AND.split(text) if p]
    names = [name for part in parts for name in _comma_list(part)]
    return tuple(n for n in names if n) if names and all(names) else None


def _one_body(text: str) -> bool:
    """ "Ministry of Land, Infrastructure and Transport": only the whole of it is a body."""
    return not all(read_name(part) for part in text.split(","))


def _comma_list(text: str) -> list[Name | None]:
    """Names between commas, which may themselves be "Family, Given" or "Family, G."."""
    parts = [p.strip() for p in text.split(",") if p.strip()]
    if len(parts) > 1 and len(parts) % 2 == 0 and all(_given_alone(p) for p in parts[1::2]):
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return [_inverted(f"{family}, {given}") for family, given in pairs]
    return [read_name(part) for part in parts]


def _given_alone(text: str) -> bool:
    """Whether a part between commas can only be a given name: initials, or one word."""
    words = text.split()
    return all(_INITIALS.fullmatch(w) for w in words) or (
        len(words) == 1 and not _HANGUL_NAME.fullmatch(text)
    )
