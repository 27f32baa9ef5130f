"""What a newsletter says of itself: how to subscribe, whom to write to, who publishes it."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from kb.folding import fold
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim

# The words of a text that speaks of the newsletter, and not of what it reports
_SPEAKS = re.compile(
    r"\b(?:(?:un|re)?subscri(?:b|pt)|(?:mailing|e-?mail) list|opt(?:ing)?[- ]out|"
    r"this (?:e-?)?(?:newsletter|publication|e-?mail|message|mailing|update|bulletin)\b|"
    r"(?:our|weekly|monthly|the|free) (?:e-?)?newsletters?\b|newsletter (?:is|was)\b|"
    r"(?:back|past|previous|next|upcoming) (?:issues?|editions?|newsletters?)\b|"
    r"(?:coming|in|see you) next (?:week|month|time|issue)|all rights reserved|copyright\b|"
    r"privacy (?:policy|statement)|terms of (?:use|service)|disclaimer|no endorsement|"
    r"endorse[sd]?\b|feedback\b|"
    r"(?:comments?|suggestions?|questions?)\b.{0,60}(?:@|e-?mail|write|send|\?)|"
    r"(?:send|submit|write|e-?mail) (?:us|your|me|to)\b|contact us|follow us|join us\b|"
    r"contact (?:the )?editors?|forward(?:ed|ing)? (?:this|it)|powered by|donat(?:e|ion)|"
    r"(?:to )?sponsor(?:ship)? (?:an|this|of)|advertis(?:e|ing) (?:with|in|on|opportunit)|"
    r"(?:published|edited|sent|brought to you|maintained|hosted) by\b|"
    r"(?:is|are) published (?:by|in|every|\w+ times|once|twice|weekly|monthly|quarterly)|"
    r"tel(?:ephone)?[. :]*[+(]?\d|"
    r"you(?:'re|’re| are)? (?:currently )?(?:receiv|subscribed|getting)|"
    r"manage (?:your|my)\b|postal address|issn\b|contribut(?:e|ions?) to\b|"
    r"abbestellen|abmelden|impressum|d[ée]sinscri|d[ée]sabonn)|©|^\(\d{5}\)\s|\(c\) ?\d{4}|"
    r"구독|수신\s?(?:거부|동의|을 원)|뉴스레터|피드백|문의\s?(?:처|사항|:|는|하)|"
    r"발행\s?(?:인|처|일|:)|편집\s?(?:인|자|:)|저작권|무단\s?(?:전재|복제)|제보|"
    r"공식\s?(?:트위터|디스코드|유튜브|밋업|오픈|홈페이지|블로그|인스타그램|페이스북|채널)",
    re.IGNORECASE,
)
# The titles of such texts
_STANDING = re.compile(
    r"\W*(?:administrivia|masthead|colophon|imprint|impressum|disclaimer|legal(?: notices?)?|"
    r"small print|privacy(?: policy)?|feedback|unsubscribe|"
    r"(?:your )?subscriptions?(?: information| services?)?|how to (?:un)?subscribe.{0,40}|"
    r"about (?:us|this (?:newsletter|publication|e-?mail)|your subscription.{0,40}|"
    r"the (?:editors?|authors?|newsletter))|contact(?:s| us| information)?|"
    r"contribute(?: to .{0,60})?|contribut(?:ions?|ors?|ing)(?: to (?:this|our)\b.{0,40})?|"
    r"(?:back|previous|past) issues?(?: (?:of (?:this|our)|of the .{0,40}(?:newsletter|bulletin|"
    r"digest|list)|are|and|can|on|at|in|archives?|available)\b.{0,60})?|"
    r"(?:.{0,40}\b)?newsletter reminder|(?:stay|keep) in touch|follow us(?: on .{0,40})?|"
    r"connect with us|share this(?: (?:newsletter|issue|e-?mail|edition|message)\b.{0,30})?|"
    r"what our lawyers.{0,30}|"
    r"end of (?:this |the )?(?:.{0,40}\b)?(?:issue|newsletter|digest|message|bulletin|list|"
    r"publication)\b.{0,20}|"
    r"구독(?: ?(?:신청|안내|하기))?|"
    r"수신 ?거부|문의(?: ?처)?|발행 ?정보|만든 ?(?:사람들|이)|피드백)\W*",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?:.{0,60}\b)?(?:newsletters?|subscribe)(?:\b.{0,60})?|"
    r"(?:(?:your|send|give|share|reader|we|any|more)\b.{0,30})?\bfeedback\b.{0,30}|"
    r".{0,30}(?:뉴스레터|구독|피드백|편집 ?후기).{0,20}",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\W*(?:about|contribute to|support|subscribe to)\s+(?:the\s+)?(?P<name>.{3,60})", re.IGNORECASE
)
# A text about subscriptions that speaks to nobody is a report
_TO_THE_READER = re.compile(
    r"\b(?:you|your|we|us|our|this|here|please|newsletter|editors?)\b|@|://|www\.|©|\(c\)|"
    r"\b(?:19|20)\d\d\b|[가-힣]",
    re.IGNORECASE,
)
_OPENING = ("headline", "section", "feature")
_OWN = ("", "headline", "headline continued", "subtitle", "dateline", "address")
_SHORT = 70


def speaks_of_itself(text: str) -> bool:
    """Whether a text is about the newsletter: how to subscribe, whom to write to."""
    return bool(_SPEAKS.search(text))


def closing(lines: Lines, family: Family) -> Lines:
    """Standing articles become notices, and what follows the last article's text a footer."""
    lines = _standing(lines)
    return claim(lines, "footer", _tail(lines))


def _standing(lines: Lines) -> Lines:
    """Articles with the title of a standing notice are notices; the first one opens the issue."""
    heads = [i for i, ln in enumerate(lines) if ln.role in _OPENING]
    name = next((fold(ln.text) for ln in lines if ln.role in ("title", "masthead")), "")
    last = True
    chosen: list[int] = []
    for index, end in reversed(list(pairwise([*heads[1:], len(lines)]))):
        words = lines[index].words or lines[index].text
        if lines[index].role == "headline" and _is_standing(words, name, last):
            chosen += (i for i in range(index, end) if lines[i].role in _OWN)
        else:
            last = False
    return claim(lines, "notice", chosen)


def _is_standing(title: str, name: str, last: bool) -> bool:
    """Whether a title is a notice's: by its words, or since it names the newsletter itself."""
    about = _ABOUT.match(title)
    own = about is not None and fold(about["name"]) in name
    return own or bool(_STANDING.fullmatch(title)) or (last and bool(_LAST.fullmatch(title)))


def _tail(lines: Lines) -> list[int]:
    """The free lines from where the newsletter begins to speak of itself to the end.

    The last article keeps its first paragraph, and what is mostly about other things.
    """
    heads = [i for i, ln in enumerate(lines) if ln.role in (*_OPENING, "notice")]
    start = heads[-1] + 1 if heads else len(lines)
    if heads and lines[heads[-1]].role == "notice":
        return [i for i in range(start, len(lines)) if lines[i].free]
    parts = _paragraphs(lines, start)
    whole = bool(heads) and _is_whole(lines[heads[-1]])
    first = _where_it_turns(lines, parts, 0 if whole else 1)
    return [i for part in parts[first:] for i in part]


def _where_it_turns(lines: Lines, parts: list[list[int]], first: int) -> int:
    """The number of the first paragraph from which on most speak of the newsletter."""
    found = len(parts)
    about: list[bool] = []  # of the paragraphs that tell something, the last one first
    spoken, addressed = 0, False
    for number in range(len(parts) - 1, first - 1, -1):
        part = parts[number]
        speaks = _speaks(lines, part)
        if speaks or not _is_neutral(lines, part):
            about.append(speaks)
            spoken += speaks
        addressed = addressed or (speaks and _is_to_the_reader(_text(lines, part)))
        turns = (
            addressed and (speaks or _after_rule(lines, part)) and bool(about) and all(about[-2:-1])
        )
        if turns and spoken * 2 >= len(about):
            found = number
    return found


def _is_to_the_reader(text: str) -> bool:
    return len(text) <= _SHORT or bool(_TO_THE_READER.search(text))


def _is_whole(headline: Line) -> bool:
    """Whether a headline's own line holds its article's text."""
    run_in = bool(headline.words) and headline.block.kind != "line"
    return run_in or (headline.block.kind == "item" and bool(headline.block.links))


def _paragraphs(lines: Lines, start: int) -> list[list[int]]:
    """The free lines from `start` on, as paragraphs: a plain text's end at a blank line."""
    parts: list[list[int]] = []
    for free, run in groupby(range(start, len(lines)), key=lambda i: lines[i].free):
        if not free:
            continue
        for place, index in enumerate(run):
            if place == 0 or lines[index].gap or lines[index].block.kind != "line":
                parts.append([])
            parts[-1].append(index)
    return parts


def _text(lines: Lines, part: list[int]) -> str:
    return " ".join(lines[i].text for i in part)


def _speaks(lines: Lines, part: list[int]) -> bool:
    return speaks_of_itself(_text(lines, part))


def _is_neutral(lines: Lines, part: list[int]) -> bool:
    """Whether a text that does not speak of the newsletter tells nothing else: a short line."""
    text = _text(lines, part)
    return len(text) <= _SHORT or text[:1] in "*•-" or lines[part[0]].block.kind == "item"


def _after_rule(lines: Lines, part: list[int]) -> bool:
    return part[0] > 0 and _is_rule(lines[part[0] - 1])


def _is_rule(line: Line) -> bool:
    return line.role == "rule" or (line.role == "navigation" and line.text.strip("-*_ ") == "")
