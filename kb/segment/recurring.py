"""What issues of one newsletter share: lines, forms of mastheads, standing text at their ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from kb.dates import DATE, find_date
from kb.folding import fold
from kb.model import Block, Document
from kb.segment.pattern import literal

_DATE = re.compile(rf"(?<!\w)(?:{DATE})(?!\w)", re.IGNORECASE)
# No. 27, Issue #4, 제27호, 4회, 27th issue; Vol. 3 is the number only where nothing else is
_LABEL = re.compile(r"(?:\b(?:no|nr|issue|number)\.?\s{0,2}#?\s?|[№#]\s?|제\s?)$", re.IGNORECASE)
_COUNTER = re.compile(r"\s?[호회]|(?:st|nd|rd|th)\s+(?:issue|edition)\b", re.IGNORECASE)
_VOLUME = re.compile(r"\bvol(?:ume)?\.?\s{0,2}$", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,5}(?!\d)")
_GENERIC = re.compile(
    r"\b(?:the|news|newsletter|monthly|weekly|daily|edition|issue|volume|vol|number|no|nr|update)\b"
    r"|뉴스레터|소식지|월간|주간|[제호회]",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[—–|·•:,()\[\]#/]+\s*|\s+-+\s+|\{\w+\}|\\d\+")
_TOP = 15
_LONGEST_FORM = 120
_FEWEST_LETTERS = 4
_SHORTEST_BEGINNING = 25


def least_of(count: int) -> int:
    """In how many of so many issues a line stands that recurs: in two of two, in two of three."""
    return max(2, -(-2 * count // 3))


def content(document: Document) -> list[Block]:
    """The blocks that are no navigation."""
    return [block for block in document.blocks if block.kind != "navigation"]


def recurring(documents: Sequence[Document]) -> frozenset[str]:
    """The lines that recur in the documents, as they are printed."""
    counted = Counter(text for d in documents for text in {block.text for block in content(d)})
    least = least_of(len(documents))
    return frozenset(text for text, count in counted.items() if count >= least and fold(text))


def specific(text: str | None) -> bool:
    """Whether a text says more than that something is the second issue of a newsletter."""
    return len(re.sub(r"\d", "", fold(_GENERIC.sub("", text or "")))) >= _FEWEST_LETTERS


def forms(documents: Sequence[Document]) -> list[str]:
    """How the mastheads of at least two documents read, as patterns, the commonest first.

    "Town News No. 3 (2022.03.01.)" and "Town News No. 4 (2022.04.01.)" are of one form,
    `Town News No\\. {number} \\({date}\\)`.
    """
    found: dict[str, set[str]] = {}
    issues: Counter[str] = Counter()
    for document in documents:
        own = {f: b.text for b in reversed(content(document)[:_TOP]) if (f := form_of(b.text))}
        issues.update(own.keys())
        for form, text in own.items():
            found.setdefault(form, set()).add(text)
    shared = (f for f, n in issues.most_common() if n > 1 and len(found[f]) > 1)
    return [form for form in shared if not _often(form, documents)]


def _often(form: str, documents: Sequence[Document]) -> bool:
    """Whether a form is that of lines which stand in an issue again and again, as datelines do."""
    counts = (sum(form_of(b.text) == form for b in content(d)) for d in documents)
    return any(count > 1 for count in counts)


def form_of(text: str) -> str | None:
    """The pattern of a line with a date or with an issue's number; None where it has neither."""
    if len(text) > _LONGEST_FORM or not text.isprintable():
        return None
    date = _DATE.search(text)
    if date and _LABEL.search(text[: date.start()]):  # Number 5 May 2009
        number = _DIGITS.match(text, date.start())
        date = _DATE.search(text, number.end()) if number else date
    if date and find_date(date[0]):
        before, after = text[: date.start()], text[date.end() :]
        ranked = max(_rank_of(before), _rank_of(after))
        return (
            _numbered(before, ranked)
            + "{date}"
            + _numbered(after, ranked if _rank_of(before) < ranked else 9)
        )
    ranked = _rank_of(text)
    return _numbered(text, ranked) if ranked > 1 else None


def _rank_of(text: str) -> int:
    return max((_rank(text, match) for match in _DIGITS.finditer(text)), default=0)


def _rank(text: str, digits: re.Match[str]) -> int:
    """2 of digits that are labelled as an issue's number, 1 of a volume's, 0 of others."""
    before, after = text[: digits.start()], text[digits.end() :]
    if _LABEL.search(before) or _COUNTER.match(after):
        return 2
    return 1 if _VOLUME.search(before) else 0


def _numbered(text: str, rank: int) -> str:
    """The pattern of `text`: the first digits of that rank are the number, others any digits."""
    pattern, end = "", 0
    for match in _DIGITS.finditer(text):
        chosen = rank > 0 and _rank(text, match) == rank
        pattern += literal(text[end : match.start()]) + ("{number}" if chosen else r"\d+")
        rank, end = 9 if chosen else rank, match.end()
    return pattern + literal(text[end:])


def name_in(form: str) -> str | None:
    """The newsletter's name in the form of its masthead: what is neither date nor number."""
    parts = (re.sub(r"\\(.)", r"\1", part).strip(" .") for part in _BETWEEN.split(form))
    named = [part for part in parts if specific(part)]
    return max(named, key=len, default=None)


def shared_words(titles: Sequence[str | None]) -> str | None:
    """The words that all of some titles share, in their order."""
    if not titles or not all(titles):
        return None
    words = [(title or "").split() for title in titles]
    shared = [
        word
        for word in dict.fromkeys(words[0])
        if all(word in other for other in words) and not any(c.isdigit() for c in word)
    ]
    name = " ".join(shared).strip(" -–—:|,#")
    return name if specific(name) else None


def shared_stem(stems: Sequence[str]) -> str:
    """What the names of files begin with, without digits and signs at its end."""
    prefix = _beginning(stems) or stems[0]
    return re.sub(r"[\W\d_]+", " ", prefix).strip() or "newsletter"


def _beginning(texts: Sequence[str]) -> str:
    """What all of some texts begin with."""
    first, last = min(texts), max(texts)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(one for one, _ in same)


def tail(document: Document, lines: frozenset[str]) -> list[str]:
    """The lines with which a document ends that all recur and are no items of a list, in order."""
    found: list[str] = []
    for block in reversed(content(document)):
        if block.text not in lines or block.kind == "item":
            break
        found.insert(0, block.text)
    return found


def shared_endings(documents: Sequence[Document]) -> Iterator[str]:
    """The words with which the last line of every document begins, where they are many."""
    last = [content(document)[-1].text for document in documents if content(document)]
    if len(last) < len(documents):
        return
    prefix = _beginning(last)
    beginning = prefix[: prefix.rfind(" ") + 1].strip()
    if len(set(last)) > 1 and beginning.isprintable() and len(beginning) >= _SHORTEST_BEGINNING:
        yield beginning


def printed(text: str, documents: Iterable[Document]) -> bool:
    """Whether a text stands in a line of every document."""
    folded = text.casefold()
    return all(any(folded in b.text.casefold() for b in content(d)) for d in documents)
