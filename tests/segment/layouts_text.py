"""Layouts of plain text and of Markdown that newsletters are printed in."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import fill

from tests.segment.letters import Letter, Part, Story


def wrapped(story: Story, indent: str = "") -> str:
    return "\n\n".join(
        fill(p, 68, initial_indent=indent, subsequent_indent=indent) for p in story.paragraphs
    )


def plain(story: Story) -> str:
    return "\n\n".join(story.paragraphs)


def head(letter: Letter) -> str:
    return f"{letter.name}\n{letter.dated}\n\n{letter.greeting}\n\n"


def foot(letter: Letter) -> str:
    return "\n".join(letter.footer) + "\n"


def parts(
    letter: Letter, title: Callable[[Part], str], story: Callable[[Story], str], end: str = ""
) -> str:
    return "".join(
        f"{title(part)}\n\n" + "".join(f"{story(s)}\n\n{end}" for s in part.stories)
        for part in letter.parts
    )


# Markdown


def markdown_ranks(letter: Letter) -> str:
    body = parts(letter, lambda p: f"## {p.title}", lambda s: f"### {s.headline}\n\n{plain(s)}")
    return f"# {letter.name} {letter.dated}\n\n{letter.greeting}\n\n{body}---\n\n{foot(letter)}"


def markdown_bold_titles(letter: Letter) -> str:
    body = parts(letter, lambda p: f"## {p.title}", lambda s: f"**{s.headline}**\n\n{plain(s)}")
    return f"# {letter.name} {letter.dated}\n\n{letter.greeting}\n\n{body}---\n\n{foot(letter)}"


def markdown_bold_items(letter: Letter) -> str:
    body = parts(
        letter,
        lambda p: f"## {p.title}",
        lambda s: f"- **{s.headline}.** {' '.join(s.paragraphs)} [{letter.more}]({s.url})",
    )
    return f"# {letter.name} {letter.dated}\n\n{letter.greeting}\n\n{body}"


def markdown_linked_titles(letter: Letter) -> str:
    body = parts(
        letter, lambda p: f"## {p.title}", lambda s: f"### [{s.headline}]({s.url})\n\n{plain(s)}"
    )
    return f"---\ntitle: {letter.name} {letter.dated}\n---\n\n{letter.greeting}\n\n{body}"


def markdown_numbered_titles(letter: Letter) -> str:
    body, number = "", 0
    for part in letter.parts:
        body += f"## {part.title}\n\n"
        for story in part.stories:
            number += 1
            body += f"### {number}. {story.headline}\n\n{plain(story)}\n\n"
    return f"# {letter.name} {letter.dated}\n\n{body}"


def markdown_underlined(letter: Letter) -> str:
    body = parts(
        letter,
        lambda p: f"{p.title}\n==========",
        lambda s: f"{s.headline}\n----------\n\n{plain(s)}\n\n[{letter.more}]({s.url})",
    )
    return f"**{letter.name}** {letter.dated}\n\n{body}"


def markdown_subheadings(letter: Letter) -> str:
    inner = "#### 1. Why\n\n"
    body = parts(
        letter,
        lambda p: f"## {p.title}",
        lambda s: f"### {s.headline}\n\n{s.paragraphs[0]}\n\n{inner}{' '.join(s.paragraphs)}",
    )
    return f"# {letter.name} {letter.dated}\n\n{letter.greeting}\n\n{body}"


def markdown_flat(letter: Letter) -> str:
    body = "".join(f"## {s.headline}\n\n{plain(s)}\n\n" for s in letter.stories)
    return f"# {letter.name} {letter.dated}\n\n{letter.greeting}\n\n{body}{foot(letter)}"


# Plain text


def text_capitals(letter: Letter) -> str:
    body = "".join(f"{s.headline.upper()}\n\n{wrapped(s)}\n\n\n" for s in letter.stories)
    return head(letter) + body + "-" * 60 + "\n" + foot(letter)


def text_boxed_sections(letter: Letter) -> str:
    rule = "=" * 60
    body = parts(
        letter,
        lambda p: f"{rule}\n{p.title.upper()}\n{rule}",
        lambda s: f"* {s.headline}\n\n{wrapped(s)}\n\n  {s.url}",
    )
    return head(letter) + body + rule + "\n\n" + foot(letter)


def text_underlined(letter: Letter) -> str:
    body = "".join(
        f"{s.headline}\n{'-' * len(s.headline)}\n\n{wrapped(s)}\n\n" for s in letter.stories
    )
    return head(letter) + body + "-- \n" + foot(letter)


def text_rules_between(letter: Letter) -> str:
    rule = "*" * 50
    body = "".join(f"{rule}\n\n{s.headline}\n\n{wrapped(s)}\n\n" for s in letter.stories)
    return head(letter) + body + rule + "\n\n" + foot(letter)


def text_numbered_with_contents(letter: Letter) -> str:
    table = "".join(f"  {n}. {s.headline}\n" for n, s in enumerate(letter.stories, 1))
    body = "".join(
        f"{n}. {s.headline.upper()}\n\n{wrapped(s)}\n\n" for n, s in enumerate(letter.stories, 1)
    )
    announced = "이번 호 목차" if letter.name[0] > "z" else "In this issue:"
    return head(letter) + f"{announced}\n\n{table}\n{'-' * 40}\n\n{body}{'-' * 40}\n{foot(letter)}"


def text_numbered(letter: Letter) -> str:
    body = "".join(
        f"{n}) {s.headline}\n\n{wrapped(s)}\n\n" for n, s in enumerate(letter.stories, 1)
    )
    return head(letter) + body + foot(letter)


def text_datelines(letter: Letter) -> str:
    body = "".join(
        f"{s.headline}\n{s.day} / {s.source}\n" + "\n".join(s.paragraphs) + "\n\n"
        for s in letter.stories
    )
    return head(letter) + body + foot(letter)


def text_addresses(letter: Letter) -> str:
    body = parts(
        letter,
        lambda p: p.title,
        lambda s: f"{s.headline}\n{fill(s.paragraphs[0], 70)}\n{s.url}",
    )
    return head(letter) + body + foot(letter)


def text_squares(letter: Letter) -> str:
    body = parts(letter, lambda p: f"■ {p.title}", lambda s: f"○ {s.headline}\n\n{plain(s)}")
    return head(letter) + body + "-" * 30 + "\n" + foot(letter)


def text_indented(letter: Letter) -> str:
    body = "".join(f"{s.headline}\n\n{wrapped(s, '    ')}\n\n" for s in letter.stories)
    return head(letter) + body + foot(letter)


def text_brackets(letter: Letter) -> str:
    body = "".join(f"[{s.headline}]\n\n{wrapped(s)}\n\n" for s in letter.stories)
    return head(letter) + body + foot(letter)


SECTIONED = {
    "md-ranks": markdown_ranks,
    "md-bold-titles": markdown_bold_titles,
    "md-bold-items": markdown_bold_items,
    "md-linked-titles": markdown_linked_titles,
    "md-numbered-titles": markdown_numbered_titles,
    "md-underlined": markdown_underlined,
    "md-subheadings": markdown_subheadings,
    "txt-boxed-sections": text_boxed_sections,
    "txt-addresses": text_addresses,
    "txt-squares": text_squares,
}
FLAT = {
    "md-flat": markdown_flat,
    "txt-capitals": text_capitals,
    "txt-underlined": text_underlined,
    "txt-rules-between": text_rules_between,
    "txt-numbered-with-contents": text_numbered_with_contents,
    "txt-numbered": text_numbered,
    "txt-datelines": text_datelines,
    "txt-indented": text_indented,
    "txt-brackets": text_brackets,
}
