"""Names that no authority knows, proposed from the text: a run of capitals with a head noun.

A head noun says what the whole is (Ministry, Institute, Project). Korean ones are proposed by how
they end. Each has a confidence; those from kb.confidence.CONFIDENT on count as found,
the others wait for a librarian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.annotate.text import Text
from kb.annotate.words import FUNCTION_WORDS, PARTICLES


class Proposal(NamedTuple):
    """A name at a place of the text, with the list that it may belong to."""

    start: int
    end: int
    which: str
    name: str
    kind: str
    confidence: float


_BODIES = {
    word: kind
    for kind, words in {
        "ministry": "Ministry Department",
        "agency": "Agency Administration Authority Bureau Service Office",
        "committee": "Committee Commission Council Board Taskforce Assembly",
        "research institute": "Institute Laboratory Laboratories Observatory",
        "university": "University College Polytechnic",
        "association": "Association Society Federation Union Alliance Coalition Consortium Chamber",
        "foundation": "Foundation Trust",
        "public body": "Corporation Center Centre",
        "company": "Inc Ltd LLC GmbH Corp Company Group Holdings",
        "court": "Court Tribunal",
        "bank": "Bank",
    }.items()
    for word in words.split()
}
_PROGRAMMES = {
    word: kind
    for kind, words in {
        "programme": "Project Projects Program Programme Initiative Scheme Challenge Campaign Fund "
        "Sandbox Platform",
        "award": "Award Awards Prize",
        "event": "Expo Forum Summit Conference Congress Festival Symposium Exhibition",
        "plan": "Plan Strategy Roadmap",
        "law": "Act",
    }.items()
    for word in words.split()
}
_HEADS = _BODIES.keys() | _PROGRAMMES.keys()
_FIRST = frozenset(
    "Ministry Department Office Institute University Bank Bureau Board Council Committee "
    "Court".split()
)
_WORD = r"(?:[A-ZÀ-ÞŠŽ](?:[\w’'&-]*(?:\.\w+)*\w|\w{0,2}\.)?|&)"
_LINK = r"(?:of|for|and|the|on|in|de|la|des|du|und|für)"
# "Greater Columbus Convention Center", "Ministry of SMEs and Startups"
_RUN = re.compile(rf"(?<![\w&'.-]){_WORD}(?:(?: {_LINK}){{0,2}},? (?:{_WORD}|\d{{4}}\b)){{1,11}}")
# What parts the bodies that a run lists
_BETWEEN = re.compile(
    r"(, and |, | and (?=(?:the )?(?:Ministry|Office|Department|Institute|Board)\b))"
)
_NOT_FIRST = frozenset(
    "The A An In On At For To By With And Or Our Their Its His Her This That These Those Each "
    "Every All".split()
)
# "Smart City North America Awards (SCNAA)": the letters of an abbreviation are those of the words
_LETTERS = re.compile(r" ?\(([A-Z][A-Za-z&-]{1,9})\)")
# "2. Smart solution overseas demonstration project competition"
_NUMBERED = re.compile(
    r"^(?:\d{1,2}[.)]|[①-⑳]|[가-하]\.) (?:XNUMX )?"
    r"(?P<name>[A-Z][\w-]*(?: [\w&-]+){2,8}? (?:project|program|programme))"
    r"(?= (?:competition|contest|call)\b|$)",
    re.M | re.I,
)
_KOREAN_KINDS = {
    ending: kind
    for kind, endings in {
        "research institute": "연구원 연구소",
        "public body": "진흥원 개발원 평가원 공단 센터",
        "committee": "위원회",
        "public corporation": "공사",
        "association": "협회 학회",
        "foundation": "재단",
        "university": "대학교",
        "agency": "교육청",
    }.items()
    for ending in endings.split()
}
_TAIL = rf"(?:{'|'.join(PARTICLES)})?(?![가-힣])"
_KOREAN = re.compile(rf"(?<![가-힣])(?P<name>[가-힣]{{2,14}}?(?:{'|'.join(_KOREAN_KINDS)})){_TAIL}")
# 「스마트빌리지 보급 및 확산 사업」
_QUOTED = re.compile(
    r"[「『‘'\"“](?P<name>[^」』’'\"”\n]{4,40}(?:사업|프로젝트|프로그램|챌린지|공모전))[」』’'\"”]"
)
# By these alone a word is no more than worth a look
_WEAK = re.compile(rf"(?<![가-힣])(?P<name>[가-힣]{{2,10}}(?P<end>부|청|원|사업)){_TAIL}")


def proposals(text: Text, taken: Sequence[tuple[int, int]]) -> list[Proposal]:
    """The names proposed, without those that lie inside the spans of `taken`."""
    found = (*_english(text), *_numbered(text), *_korean(text))
    kept: list[Proposal] = []
    for one in sorted(found, key=lambda p: (-p.confidence, p.start)):
        if any(s <= one.start and one.end <= e for s, e in taken):
            continue
        if not any(k.start < one.end and one.start < k.end for k in kept):
            kept.append(one)
    return sorted(kept)


def _english(text: Text) -> Iterator[Proposal]:
    for match in _RUN.finditer(text.plain):
        headed = any(_head(word) for word in match.group().split(" "))
        if headed and not text.in_title(match.start()):  # where all have capitals, they say nothing
            yield from _in_run(text, match.start(), match.group())


def _in_run(text: Text, at: int, run: str) -> Iterator[Proposal]:
    """Of a run that lists several bodies, each that has its word."""
    offset = 0
    for part in _BETWEEN.split(run):
        if not part.startswith((",", " and")):
            own = part.rfind("'s ") + 3 if "'s " in part else 0  # "Chicago's Cultural Center"
            yield from _one(text, at + offset + own, part[own:])
        offset += len(part)


def _one(text: Text, at: int, run: str) -> Iterator[Proposal]:
    words = run.split(" ")
    while words and (
        words[0] in _NOT_FIRST or words[0].lower() in FUNCTION_WORDS or words[0] in ("XNUMX", "&")
    ):
        at += len(words.pop(0)) + 1
    last = next((i for i in reversed(range(len(words))) if _head(words[i])), None)
    if last is None or not words:
        return
    if words[0] in _FIRST and len(words) > 2 and words[1] in ("of", "for"):
        name = _trimmed(words)
        if len(name.split()) > 2 and words[2] not in ("Directors", "Trustees", "Governors", "The"):
            yield Proposal(at, at + len(name), "organisations", name, _BODIES[words[0]], 0.8)
        return
    chosen = words[: last + 1]
    if len(chosen) < 2 or chosen[-2].lower() in ("of", "for", "and", "the", "in", "on"):
        return
    name, head = " ".join(chosen).rstrip(".,"), words[last].strip(".,")
    which, kind = (
        ("organisations", _BODIES[head]) if head in _BODIES else ("programmes", _PROGRAMMES[head])
    )
    yield Proposal(at, at + len(name), which, name, kind, _confidence(text, at, chosen, name))


def _head(word: str) -> bool:
    return word.strip(".,") in _HEADS


def _trimmed(words: Sequence[str]) -> str:
    kept = list(words)
    while kept and kept[-1].lower() in ("of", "for", "and", "the", "in", "on", "&"):
        kept.pop()
    return " ".join(kept).rstrip(".,")


def _confidence(text: Text, at: int, words: Sequence[str], name: str) -> float:
    """Three words of capitals are a name, two are one half of the time, fewer at a sentence's
    start.
    """
    letters = _LETTERS.match(text.plain, at + len(name))
    if letters and _abbreviates(letters.group(1), words):
        return 0.9
    capitals = sum(word[:1].isupper() for word in words)
    if capitals >= 3:
        return 0.75
    opens = at == 0 or text.plain[at - 1] == "\n" or text.plain[max(at - 2, 0)] in ".!?"
    return 0.3 if opens else 0.5


def _abbreviates(letters: str, words: Sequence[str]) -> bool:
    initials = "".join(word[0] for word in words if word[0].isupper())
    return letters.upper()[:2] == initials.upper()[:2]


def _numbered(text: Text) -> Iterator[Proposal]:
    for match in _NUMBERED.finditer(text.plain):
        name = match["name"]
        start = match.start("name")
        if name.startswith("XNUMX "):
            name, start = name[6:], start + 6
        yield Proposal(start, start + len(name), "programmes", name, "programme", 0.7)


def _korean(text: Text) -> Iterator[Proposal]:
    if not text.korean:
        return
    for match in _KOREAN.finditer(text.plain):
        name = match["name"]
        ending = next(end for end in _KOREAN_KINDS if name.endswith(end))
        if len(name) - len(ending) >= 2:
            yield _at(match, "organisations", _KOREAN_KINDS[ending], 0.65)
    for match in _QUOTED.finditer(text.printed):
        yield _at(match, "programmes", "programme", 0.75)
    for match in _WEAK.finditer(text.plain):
        which = "programmes" if match["end"] == "사업" else "organisations"
        yield _at(match, which, "programme" if match["end"] == "사업" else "body", 0.2)


def _at(match: re.Match[str], which: str, kind: str, confidence: float) -> Proposal:
    start, end = match.span("name")
    return Proposal(start, end, which, match["name"], kind, confidence)
