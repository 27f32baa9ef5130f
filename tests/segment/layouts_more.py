"""Further layouts: digests, roundups, Korean bulletins, posts with rules between stories."""

from __future__ import annotations

from collections.abc import Callable

from tests.segment.layouts_html import mail, page, paragraphs, paragraphs_of
from tests.segment.layouts_html import parts as parts_of_page
from tests.segment.layouts_text import foot, head, parts, plain, wrapped
from tests.segment.letters import Letter, Story


def top_ranks(letter: Letter) -> str:
    """Every headline is a heading of the first rank."""
    body = "".join(f"# {s.headline}\n\n{plain(s)}\n\n" for s in letter.stories)
    return f"{letter.name} {letter.dated}\n\n{body}"


def bold_between_rules(letter: Letter) -> str:
    body = "".join(f"**{s.headline}**\n\n{plain(s)}\n\n---\n\n" for s in letter.stories)
    return f"# {letter.name} {letter.dated}\n\n{letter.greeting}\n\n---\n\n{body}{foot(letter)}"


def bold_numbers(letter: Letter) -> str:
    body = "".join(
        f"**{n}. {s.headline}**\n\n{plain(s)}\n\n[{letter.more}]({s.url})\n\n"
        for n, s in enumerate(letter.stories, 1)
    )
    return f"# {letter.name} {letter.dated}\n\n{letter.greeting}\n\n{body}"


def roundup(letter: Letter) -> str:
    """A link, and what it is about on the next line."""
    body = parts(
        letter,
        lambda p: f"## 📌 {p.title}",
        lambda s: f"**[{s.headline}]({s.url})**\n{' '.join(s.paragraphs)}",
    )
    return f"# {letter.name} {letter.dated}\n\n{letter.greeting}\n\n{body}"


def deep_ranks(letter: Letter) -> str:
    body = parts(letter, lambda p: f"### {p.title}", lambda s: f"#### {s.headline}\n\n{plain(s)}")
    return f"# {letter.name}\n\n## {letter.dated}\n\n{letter.greeting}\n\n{body}"


def arrows(letter: Letter) -> str:
    body = parts(letter, lambda p: f"【{p.title}】", lambda s: f"▶ {s.headline}\n\n{plain(s)}")
    return head(letter) + body + foot(letter)


def square_numbers(letter: Letter) -> str:
    body = "".join(
        f"[{n}] {s.headline}\n\n{wrapped(s)}\n\n" for n, s in enumerate(letter.stories, 1)
    )
    return head(letter) + body + foot(letter)


def text_right_below(letter: Letter) -> str:
    """The text stands right below its numbered headline, without a blank line."""
    body = "".join(f"{n}. {s.headline}\n{wrapped(s)}\n\n" for n, s in enumerate(letter.stories, 1))
    return head(letter) + body + foot(letter)


def text_right_below_stars(letter: Letter) -> str:
    body = "".join(f"*** {s.headline} ***\n{wrapped(s)}\n\n" for s in letter.stories)
    return head(letter) + body + foot(letter)


def underlined_sections(letter: Letter) -> str:
    body = parts(
        letter,
        lambda p: f"{p.title.upper()}\n{'=' * len(p.title)}",
        lambda s: f"{s.headline}\n{'-' * len(s.headline)}\n\n{wrapped(s)}",
    )
    return head(letter) + body + foot(letter)


def many_top_ranks(letter: Letter) -> str:
    body = "".join(f"<h1>{s.headline}</h1>{paragraphs(s)}" for s in letter.stories)
    return page(letter, f"<p>{letter.name} {letter.dated}</p>{body}{paragraphs_of(letter)}")


def small_ranks(letter: Letter) -> str:
    body = parts_of_page(letter, "<h3>{}</h3>", lambda s: f"<h5>{s.headline}</h5>{paragraphs(s)}")
    return page(letter, f"<h1>{letter.name}</h1><h2>{letter.dated}</h2>{body}")


def rules_between(letter: Letter) -> str:
    body = "".join(
        f"<p><b>{s.headline}</b></p>{paragraphs(s)}<p><a href='{s.url}'>{letter.more}</a></p><hr>"
        for s in letter.stories
    )
    return page(letter, f"<h1>{letter.name} {letter.dated}</h1><hr>{body}{paragraphs_of(letter)}")


def colours(letter: Letter) -> str:
    """Headlines told from the text by their colour alone."""

    def story(s: Story) -> str:
        texts = paragraphs(s, "<div style='color:#333'>{}</div>")
        return f"<div style='color:#c00'>{s.headline}</div>{texts}"

    body = parts_of_page(letter, "<div style='color:#060;font-size:22px'>{}</div>", story)
    return page(letter, f"<div>{letter.name} {letter.dated}</div>{body}")


def buttons_mail(letter: Letter) -> bytes:
    def story(s: Story) -> str:
        texts = paragraphs(s, "<td style='font-size:15px'>{}</td></tr><tr>")
        return (
            f"<tr><td><a href='{s.url}' style='font-size:18px;font-weight:700'>{s.headline}</a>"
            f"</td></tr><tr>{texts}<td><a href='{s.url}'>{letter.more} &raquo;</a></td></tr>"
        )

    body = parts_of_page(
        letter,
        "<tr><td style='font-size:12px;text-transform:uppercase;color:#888'>{}</td></tr>",
        story,
    )
    foot_rows = "".join(f"<tr><td style='font-size:9px'>{t}</td></tr>" for t in letter.footer)
    return mail(letter, None, page(letter, f"<table>{body}{foot_rows}</table>"))


def forwarded_mail(letter: Letter) -> bytes:
    text = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: News <news@news.example>\n"
        f"Date: Tue, 2 May 2023\nSubject: {letter.name}\nTo: reader@reader.example\n\n"
    )
    body = "".join(
        f"{s.headline.upper()}\n{'-' * len(s.headline)}\n\n{wrapped(s)}\n\n" for s in letter.stories
    )
    return mail(letter, text + head(letter) + body + foot(letter), None)


Layouts = dict[str, Callable[[Letter], "str | bytes"]]
SECTIONED: Layouts = {
    "md-roundup": roundup,
    "md-deep-ranks": deep_ranks,
    "txt-arrows": arrows,
    "txt-underlined-sections": underlined_sections,
    "html-small-ranks": small_ranks,
    "html-colours": colours,
    "eml-buttons": buttons_mail,
}
FLAT: Layouts = {
    "md-top-ranks": top_ranks,
    "md-bold-between-rules": bold_between_rules,
    "md-bold-numbers": bold_numbers,
    "txt-square-numbers": square_numbers,
    "txt-text-right-below": text_right_below,
    "txt-text-right-below-stars": text_right_below_stars,
    "html-many-top-ranks": many_top_ranks,
    "html-rules-between": rules_between,
    "eml-forwarded": forwarded_mail,
}
