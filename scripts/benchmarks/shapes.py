"""Issues of any length in the shapes that are hard on a parser."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import partial

from scripts.benchmarks.made import issue, sentence

Parts = list[tuple[str, str]]
"""What an issue is made of: a mark-up ("h2", "h3", "p", "li", "a", "raw") and its text."""


def _stories(chance: random.Random) -> Iterator[Parts]:
    """What an issue looks like, again and again."""
    number = 0
    while True:
        for section, stories in issue(number).sections:
            yield [("h2", f"{section} {number}")]
            for story in stories:
                body = [("p", paragraph) for paragraph in story.paragraphs]
                yield [("h3", story.headline), ("p", story.dateline), *body, ("a", story.url)]
        number += 2


def _headings(chance: random.Random) -> Iterator[Parts]:
    while True:
        yield [("h2" if chance.random() < 0.3 else "h3", sentence(chance, 0, 5).rstrip("."))]


def _links(chance: random.Random) -> Iterator[Parts]:
    yield [("h2", "Links")]
    while True:
        yield [("a", sentence(chance, 0, 6).rstrip("."))]


def _headed_links(chance: random.Random) -> Iterator[Parts]:
    while True:
        items = [("a", sentence(chance, 0, 5).rstrip(".")) for _ in range(4)]
        yield [("h2", sentence(chance, 0, 3).rstrip(".")), *items]


def _datelines(chance: random.Random) -> Iterator[Parts]:
    while True:
        date = f"2022.{chance.randint(1, 12):02}.{chance.randint(1, 28):02}. / Harbour Office"
        yield [("p", sentence(chance, 0, 5).rstrip(".")), ("p", date), ("p", "[A] B")]


def _signs(chance: random.Random) -> Iterator[Parts]:
    """Lines of nothing but blanks, digits and punctuation."""
    while True:
        signs = chance.choice((" ", "\u00a0", "0123456789", "-=.,:;()[]/|", "*•·", "2022. 1. "))
        yield [("p", "".join(chance.choices(signs, k=chance.randint(1, 200))))]


def _references(chance: random.Random) -> Iterator[Parts]:
    yield [("h2", "Literature")]
    number = 0
    while True:
        yield [("p", reference) for reference in issue(number).literature[1]]
        number += 1


def _repeated(make: Callable[[random.Random], Iterator[Parts]], size: int, form: str) -> Parts:
    """Parts until they fill `size` bytes, more or less, with the mark-up of their format."""
    parts: Parts = []
    length = 0
    for more in make(random.Random(1)):
        parts += more
        length += sum(len(_FRAGMENTS[form](part).encode()) for part in more)
        if length >= size:
            return parts
    return parts


def _one_paragraph(size: int, form: str) -> Parts:
    chance = random.Random(1)
    words = " ".join(sentence(chance, 0, 12) for _ in range(1000))
    return [("h2", "One paragraph"), ("p", words * (size // len(words) + 1))]


def _contents(size: int, form: str) -> Parts:
    """A table of contents as long as the rest, two of three titles come again as headlines."""
    chance = random.Random(1)
    count = size // (5 * (40 + len(_FRAGMENTS[form](("p", "")))))
    titles = [f"{n} {sentence(chance, 0, 6)}".rstrip(".") for n in range(count)]
    parts = [("p", "In this issue")] + [("li", title) for title in titles]
    for number, title in enumerate(titles):
        again = title if number % 3 else sentence(chance, 0, 6)
        parts += [("p", again), ("p", sentence(chance, 0, 18))]
    return parts


def _nested(size: int, form: str) -> Parts:
    """Elements, lists or quotations in one another, as deep as the size allows."""
    opening = {"html": "<div>", "mail": "<div>", "markdown": "> ", "text": "> "}[form]
    ending = {"html": "</div>", "mail": "</div>"}.get(form, "")
    depth = size // (len(opening) + len(ending))
    if form in ("markdown", "text"):  # a line of its own each, within what is usual
        return [("raw", opening * (n % 200) + "words") for n in range(size // (200 + 6))]
    return [("raw", opening * depth + "words" + ending * depth)]


SHAPES: dict[str, Callable[[int, str], Parts]] = {
    "stories": partial(_repeated, _stories),
    "headings": partial(_repeated, _headings),
    "paragraph": _one_paragraph,
    "links": partial(_repeated, _links),
    "headed links": partial(_repeated, _headed_links),
    "datelines": partial(_repeated, _datelines),
    "contents": _contents,
    "signs": partial(_repeated, _signs),
    "references": partial(_repeated, _references),
    "nested": _nested,
}


def _markdown(part: tuple[str, str]) -> str:
    kind, words = part
    link = f"- [{words}](https://news.example/1)\n"
    marks = {"h2": f"## {words}\n\n", "h3": f"### {words}\n\n", "li": f"- {words}\n", "a": link}
    return marks.get(kind, f"{words}\n\n")


def _html(part: tuple[str, str]) -> str:
    kind, words = part
    if kind == "raw":
        return words
    words = html.escape(words, quote=False)
    if kind == "a":
        return f'<li><a href="https://news.example/1">{words}</a></li>\n'
    return f"<{kind}>{words}</{kind}>\n"


def _text(part: tuple[str, str]) -> str:
    kind, words = part
    marks = {"li": f"- {words}\n", "a": f"- {words} https://news.example/1\n"}
    return marks.get(kind, f"{words}\n\n" if kind.startswith("h") else f"{words}\n")


_FRAGMENTS: dict[str, Callable[[tuple[str, str]], str]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "mail": _html,
}


def _page(parts: Parts) -> str:
    return f"<html><body><h1>No. 27</h1>\n{''.join(map(_html, parts))}</body></html>"


def _mail(parts: Parts) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "No. 27", "harbour@news.example"
    message.set_content(_page(parts), subtype="html", cte="8bit")
    return message.as_bytes()


FORMATS: dict[str, Callable[[Parts], bytes]] = {
    "text": lambda parts: ("No. 27\n\n" + "".join(map(_text, parts))).encode(),
    "markdown": lambda parts: (
        "---\ntitle: No. 27\n---\n\n" + "".join(map(_markdown, parts))
    ).encode(),
    "html": lambda parts: _page(parts).encode(),
    "mail": _mail,
}
