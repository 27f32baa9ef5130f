"""HTML as mail has it: what is hidden is hidden, and a browser is offered for what is broken."""

from __future__ import annotations

import re
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from kb.model import Block, Document
from kb.readers.content import letters, outermost, within
from kb.readers.html import read_soup, soup_of

# style="display:none", "max-height:0", "opacity: 0"; preheaders, and variants for other clients
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?![.\d])|"
    r"opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
# Layout sets font-size:0 too, and the elements inside set another
_TINY = re.compile(r"(?:font-size|line-height)\s*:\s*[01](?:px|pt)?\s*(?:;|!|$)", re.IGNORECASE)
_SIZE = re.compile(r"font-size|line-height", re.IGNORECASE)
_PREHEADER = re.compile(r"pre-?header|preview-?text", re.IGNORECASE)
# View this email in your browser / Trouble viewing this? / 웹에서 보기 / 메일이 보이지
_BROWSER = re.compile(
    r"view\s+(?:(?:this|the|it|our|in|as|a|an|e-?mail|message|newsletter|issue|full)\s+){0,5}"
    r"(?:on-?line|(?:in|on|with)\s+(?:a|your|the)?\s*(?:web\s*)?(?:browser|site|page)|"
    r"(?:in|as\s+a)\s+web\s?page|(?:web|browser|online|html)\s+version)|"
    r"(?:trouble|problems?|difficulty)\s+(?:viewing|reading|seeing)|"
    r"(?:can(?:no|')t|can’t|unable\s+to|not\s+able\s+to)\s+(?:see|view|read)\s+"
    r"(?:this|the|our|any|images)|"
    r"(?:read|see)\s+(?:this|it)\s+(?:\w+\s+){0,2}(?:online|in\s+(?:a|your)\s+browser)|"
    r"(?:not|n't|n’t)\s+(?:display|render|show\s+up|appear)(?:ed|ing)?\s+(?:correctly|properly)|"
    r"(?:images?|pictures?)\s+(?:are\s+)?not\s+(?:display|show)|"
    r"웹\s?(?:브라우저|페이지)?(?:에서|으로|로)\s?보기|브라우저(?:에서|로)\s?(?:보기|확인)|"
    r"(?:메일|이미지|내용|화면)[이가은]?\s?(?:\S+\s){0,2}?(?:보이지|안\s?보이|깨져)",
    re.IGNORECASE,
)
_LONGEST_NOTE = 160
_SMALL = 0.2
_MOST_HIDDEN = 2 / 3


def read_mail_html(text: str, encoding: str) -> Document:
    """A Document of an HTML mail: all of it is content, except what is not shown."""
    soup = soup_of(text)
    _prune(soup)
    document = read_soup(soup, None, encoding)
    return replace(document, blocks=tuple(_told(block) for block in document.blocks))


def _prune(soup: BeautifulSoup) -> None:
    """Hidden elements become templates, which nothing shows; preheaders that are shown asides."""
    whole = letters(soup)
    hidden = [tag for tag in soup.find_all(style=True) if _is_hidden(tag)]
    outer = outermost(hidden)
    if sum(letters(tag) for tag in outer) < _MOST_HIDDEN * whole:
        for tag in outer:
            tag.name = "template"  # to take it out takes a time that grows with what is beside it
    for tag in outermost([t for t in soup.find_all(True) if _is_preheader(t)]):
        if tag.name not in ("html", "body", "head", "style") and letters(tag) < _SMALL * whole:
            tag.name = "aside"


def _is_hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "")
    if tag.name in ("html", "body"):
        return False
    if _HIDDEN.search(style):
        return True
    return bool(_TINY.search(style)) and not any(
        isinstance(inner, Tag) and (inner.name == "font" or _SIZE.search(str(inner.get("style"))))
        for inner in within(tag)
    )


def _is_preheader(tag: Tag) -> bool:
    names = [*(tag.get("class") or ()), tag.get("id") or ""]
    return any(_PREHEADER.search(str(name)) for name in names)


def _told(block: Block) -> Block:
    """A line that offers the mail in a browser is navigation."""
    if len(block.text) <= _LONGEST_NOTE and _BROWSER.search(block.text):
        return replace(block, kind="navigation", level=0)
    return block
