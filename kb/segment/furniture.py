"""Lines that belong to no article: menus, tag lines, notices, contacts, image credits, footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.segment.family import Family
from kb.segment.line import Lines, claim

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"(?:\+?\d{1,3}[ .\-])?\(?\d{2,4}\)?[ .\-]\d{3,4}[ .\-]\d{4}"
_LABEL = (
    r"(?:(?:e-?mail|tel(?:ephone)?|phone|fax|contact|inquiries|문의|이메일|전화|팩스|☎)"
    r"\s*[:.]?\s*)?"
)
_SEPARATOR = r"(?:\s*[/|,·]\s*|\s+)"  # never nothing: there would be too many ways to divide
# smartcity@auri.re.kr / 044-417-9668
_CONTACT = re.compile(
    rf"{_LABEL}(?:{_EMAIL}|{_PHONE})(?:{_SEPARATOR}{_LABEL}(?:{_EMAIL}|{_PHONE})){{0,4}}",
    re.IGNORECASE,
)
# © 2022 … / Copyright (c) … / All rights reserved / Unsubscribe / 수신거부
_FOOTER = re.compile(
    r"(?:©|copyright\s*(?:©|\(c\)|[:,]|by\b|notice|\d{4})|\(c\)\s*\d{4}).{0,120}|"
    r"copyright\b.{0,80}\b(?:\d{4}|reserved)\b.{0,40}|all rights reserved.{0,60}|"
    r"(?:click here to )?unsubscribe\b.{0,80}|.{0,40}수신\s?거부.{0,40}|powered by .{1,40}",
    re.IGNORECASE,
)
# Press release / 보도자료, over a headline
_LABEL_LINE = re.compile(
    r"\W*(?:(?:press|news|media) release|for immediate release|"
    r"보도\s?(?:자료|참고자료|설명자료))\W*",
    re.IGNORECASE,
)
# Source: IDC Smart Cities / 사진 출처: … / Photo: …
_CREDIT = re.compile(
    r"[(\[※*•\- ]{0,3}(?:(?:image|photo|picture|figure)\s*(?:source|credit|by)?|source|credit|"
    r"(?:사진|이미지|그림|자료)(?:\s?(?:출처|제공))?|출처)\s*[:=：]\s*\S.{0,80}",
    re.IGNORECASE,
)

_STANDING = (("contact", _CONTACT), ("footer", _FOOTER), ("tag line", _LABEL_LINE))
_LONGEST = 400


def around(lines: Lines, family: Family) -> Lines:
    """What the reader saw around the content of a page is navigation."""
    return claim(
        lines, "navigation", (i for i, ln in enumerate(lines) if ln.block.kind == "navigation")
    )


def standing(lines: Lines, family: Family) -> Lines:
    """Whole lines that any newsletter prints, no headings."""
    for role, pattern in _STANDING:
        lines = _claim_matching(lines, role, pattern, headings=False)
    return lines


def credits(lines: Lines, family: Family) -> Lines:
    """Lines that say where a picture comes from."""
    return _claim_matching(lines, "image credit", _CREDIT)


def _claim_matching(
    lines: Lines, role: str, pattern: re.Pattern[str], *, headings: bool = True
) -> Lines:
    own = (
        i
        for i, ln in enumerate(lines)
        if ln.free
        and len(ln.text) <= _LONGEST
        and (headings or ln.block.kind != "heading")
        and pattern.fullmatch(ln.text)
    )
    return claim(lines, role, own)


def ends(lines: Lines, family: Family) -> Lines:
    """What nothing claimed before the first article is preamble, after the contact footer.

    A contact in the midst of an article is a part of it.
    """
    own = [i for i, ln in enumerate(lines) if ln.role in ("section", "feature", "headline")]
    first = own[0] if own else len(lines)
    last = own[-1] if own else len(lines)
    closing = [i for i, ln in enumerate(lines) if ln.role in ("contact", "channel") and i > last]
    lines = claim(lines, "", _within_articles(lines, range(first, last)))
    lines = claim(lines, "preamble", (i for i in range(first) if lines[i].free))
    after = range(closing[0], len(lines)) if closing else range(0)
    lines = claim(lines, "footer", (i for i in after if lines[i].free))
    return claim(lines, "preamble", _astray(lines))


def _astray(lines: Lines) -> Iterator[int]:
    """Lines of an article's kind that stand in none: a date between a section and its headline."""
    inside = False
    for index, line in enumerate(lines):
        if line.role in ("section", "feature", "headline"):
            inside = line.role == "headline"
        elif not inside and line.role in ("", "dateline", "subtitle"):
            yield index


def _within_articles(lines: Lines, indexes: range) -> Iterator[int]:
    """Contacts and footers below a headline and before the next section."""
    above = ""
    for index in indexes:
        role = lines[index].role
        if role in ("section", "headline"):
            above = role
        elif above == "headline" and role in ("contact", "footer"):
            yield index
