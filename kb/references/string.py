"""One reference on one line: authors, date, title, container, by the marks between them.

The rules know the common shapes, "Authors (2021). Title. Journal, 53(3), 161-187." and
"Authors, 2021, “Title”, 「Journal」, 53(3): 161-187"; what they cannot read is no record.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kb.dates import DATE, parse_date
from kb.folding import squeeze
from kb.model import Record
from kb.references.names import read_names
from kb.references.source import read_source

_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(?P<doi>10\.\d{4,9}/[^\s<>\"]*[^\s<>\".,;])", re.I
)
_URL = re.compile(
    r"(?:available at:?\s*|retrieved from:?\s*)?(?P<url>https?://[^\s<>\"]*[^\s<>\".,;)])", re.I
)
# (2021). / (2021, December) / , 2021, / . 2021.
_DATE = re.compile(
    rf"\(\s?(?P<in>(?:{DATE})|\d{{4}}[a-z](?=\s?\)))(?:,[^)]{{0,40}})?\s?\)\s*[.,:]?|"
    r"[,.]\s(?P<plain>(?:1[89]|20)\d\d)(?=[.,;]\s)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"「『‘](?P<title>[^“”\"「」『』]{6,300}?)[,.]?[”\"」』’](?=[\s,.]|$)")
_SENTENCE = re.compile(r"(?<=[^\sA-Z]{2})[.?!]\s+(?=\S)")
_TITLE_MARKS = ' ,.;:“”"「」『』《》〈〉'


def read_reference(text: str) -> Record | None:
    """The record of a reference string, or None where it has neither date nor journal."""
    rest, record = _identifiers(squeeze(text))
    match = _DATE.search(rest)
    if match is None:
        return None
    before, after = rest[: match.start()].strip(" ,;"), rest[match.end() :].strip(" ,.;")
    issued = parse_date((match["in"] or match["plain"]).rstrip("abcdefgh"))
    authors = read_names(before) if before else None
    if authors and after:
        title, publication = _split_title(after)
    else:
        title, publication = _split_title(before)
        authors, publication = (), f"{publication} {after}".strip()
    if not title:
        return None
    record = replace(record, issued=issued, author=authors or (), title=title)
    return _published(record, publication)


def _identifiers(text: str) -> tuple[str, Record]:
    """The text without DOI and address, and a record that has them."""
    doi = _DOI.search(text)
    text = _DOI.sub(" ", text, count=1)
    url = _URL.search(text)
    text = _URL.sub(" ", text, count=1)
    return squeeze(text), Record(DOI=doi["doi"] if doi else None, URL=url["url"] if url else None)


def _split_title(text: str) -> tuple[str, str]:
    """A title, in quotation marks or up to the first full stop, and what follows it."""
    if quoted := _QUOTED.match(text.lstrip(" ,.")):
        text = text.lstrip(" ,.")
        return quoted["title"].strip(_TITLE_MARKS), text[quoted.end() :].strip(" ,.;")
    title, _, rest = _SENTENCE.sub("\0", text, count=1).partition("\0")
    return title.strip(_TITLE_MARKS), rest.strip(" ,.;")


def _published(record: Record, text: str) -> Record:
    """The record with what follows the title: a journal with its numbers, else a publisher."""
    if not text:
        return replace(record, type="document")
    if source := read_source(text, needed=1):
        return replace(
            record,
            type="article-journal",
            container_title=(source.container or "").strip(_TITLE_MARKS) or None,
            volume=source.volume,
            issue=source.issue,
            page=source.page,
        )
    place, colon, publisher = text.partition(": ")
    if colon and len(place) < 40:
        return replace(record, type="book", publisher_place=place, publisher=publisher)
    return replace(record, type="book", publisher=text.strip(_TITLE_MARKS))
