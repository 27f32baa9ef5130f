"""Layouts of web pages and of HTML mails that newsletters are printed in."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

from tests.segment.layouts_text import text_capitals
from tests.segment.letters import Letter, Part, Story


def paragraphs(story: Story, mark: str = "<p>{}</p>") -> str:
    return "".join(mark.format(text) for text in story.paragraphs)


def page(letter: Letter, body: str, style: str = "") -> str:
    return (
        f"<html><head><meta charset='utf-8'><title>{letter.name}</title>{style}</head>"
        f"<body>{body}</body></html>"
    )


def parts(letter: Letter, title: str, story: Callable[[Story], str]) -> str:
    def whole(part: Part) -> str:
        return title.format(part.title) + "".join(map(story, part.stories))

    return "".join(map(whole, letter.parts))


def ranks(letter: Letter) -> str:
    body = parts(letter, "<h2>{}</h2>", lambda s: f"<h3>{s.headline}</h3>{paragraphs(s)}")
    menu = "<nav><a href='/'>Home</a> <a href='/archive'>Archive</a></nav>"
    foot = "<footer>" + paragraphs_of(letter) + "</footer>"
    return page(letter, f"{menu}<h1>{letter.name} {letter.dated}</h1>{body}{foot}")


def paragraphs_of(letter: Letter) -> str:
    return "".join(f"<p>{line}</p>" for line in letter.footer)


def campaign(letter: Letter) -> str:
    """Nested tables, type by style alone, a button under every story."""

    def story(s: Story) -> str:
        texts = paragraphs(s, "<p style='font-size:14px;color:#444;font-family:Arial'>{}</p>")
        return (
            "<table width='100%'><tr><td><span style='font-size:20px;font-weight:bold;color:#123'>"
            f"{s.headline}</span></td></tr><tr><td>{texts}</td></tr><tr><td>"
            f"<a href='{s.url}' style='background:#06c;color:#fff;padding:9px'>{letter.more}</a>"
            "</td></tr></table>"
        )

    title = (
        "<table width='100%'><tr><td bgcolor='#225577'>"
        "<span style='font-size:26px;color:#ffffff'>{}</span></td></tr></table>"
    )
    foot = "".join(f"<div style='font-size:10px;color:#999'>{line}</div>" for line in letter.footer)
    top = (
        "<div style='display:none'>News of the month</div><table><tr><td align='center'>"
        "<a href='https://news.example/view'>View this email in your browser</a></td></tr></table>"
        f"<h1>{letter.name}</h1><p style='font-size:12px'>{letter.dated}</p>"
        f"<p style='font-size:14px;color:#444'>{letter.greeting}</p>"
    )
    return page(
        letter, f"<table><tr><td>{top}{parts(letter, title, story)}{foot}</td></tr></table>"
    )


def fonts(letter: Letter) -> str:
    """As in 2002: FONT and BR, no paragraphs."""

    def story(s: Story) -> str:
        texts = "".join(f"{text}<br><br>" for text in s.paragraphs)
        return f"<font size='4' color='#000080'><b>{s.headline}</b></font><br>{texts}"

    body = parts(letter, "<font size='5' color='#990000'><b>{}</b></font><br><br>", story)
    foot = "<hr><font size='1'>" + "<br>".join(letter.footer) + "</font>"
    return page(letter, f"<b>{letter.name}</b><br>{letter.dated}<br><br>{body}{foot}")


def strong_titles(letter: Letter) -> str:
    def story(s: Story) -> str:
        return (
            f"<p><strong>{s.headline}</strong></p>{paragraphs(s)}"
            f"<p><a href='{s.url}'>{letter.more}</a></p>"
        )

    body = parts(letter, "<h2>{}</h2>", story)
    return page(letter, f"<h1>{letter.name}</h1><p>{letter.dated}</p>{body}{paragraphs_of(letter)}")


def classes(letter: Letter) -> str:
    def story(s: Story) -> str:
        return (
            f"<div class='tit'>{s.headline}</div>"
            + paragraphs(s, "<div class='txt'>{}</div>")
            + f"<div class='more'><a href='{s.url}'>{letter.more}</a></div>"
        )

    body = parts(letter, "<div class='sec'>{}</div>", story)
    return page(letter, f"<div class='top'>{letter.name} {letter.dated}</div>{body}")


def linked_titles(letter: Letter) -> str:
    def story(s: Story) -> str:
        return f"<p><a href='{s.url}'><b>{s.headline}</b></a></p>{paragraphs(s)}"

    body = parts(letter, "<h3>{}</h3>", story)
    return page(letter, f"<h1>{letter.name} {letter.dated}</h1>{body}{paragraphs_of(letter)}")


def link_list(letter: Letter) -> str:
    def story(s: Story) -> str:
        return f"<li><a href='{s.url}'>{s.headline}</a>{paragraphs(s)}</li>"

    body = "".join(
        f"<h2>{part.title}</h2><ul>{''.join(map(story, part.stories))}</ul>"
        for part in letter.parts
    )
    return page(letter, f"<h1>{letter.name} {letter.dated}</h1>{body}")


def titles_of_the_page(letter: Letter) -> str:
    """A post: the page's title, a heading a story, no sections."""
    body = "".join(f"<h2>{s.headline}</h2>{paragraphs(s)}" for s in letter.stories)
    return page(letter, f"<article><h1>{letter.name} {letter.dated}</h1>{body}</article>")


def datelines(letter: Letter) -> str:
    body = "".join(
        f"<p class='a'>{s.headline}</p><p>{s.day} / {s.source}</p>{paragraphs(s)}"
        for s in letter.stories
    )
    return page(letter, f"<p>{letter.name} {letter.dated}</p>{body}")


def mail(letter: Letter, text: str | None, html: str | None, charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"] = "news@news.example"
    message["To"] = "reader@reader.example"
    message["Subject"] = f"{letter.name} {letter.dated}"
    message["Date"] = "Tue, 02 May 2023 09:00:00 +0900"
    if text is not None:
        message.set_content(text, charset=charset)
    if html is not None and text is None:
        message.set_content(html, subtype="html", charset=charset)
    elif html is not None:
        message.add_alternative(html, subtype="html", charset=charset)
    return message.as_bytes()


def campaign_mail(letter: Letter) -> bytes:
    return mail(letter, None, campaign(letter))


def ranks_mail(letter: Letter) -> bytes:
    return mail(letter, "\n".join(s.headline for s in letter.stories), ranks(letter))


def font_mail(letter: Letter) -> bytes:
    return mail(letter, None, fonts(letter), "euc-kr" if letter.name[0] > "z" else "iso-8859-1")


def list_mail(letter: Letter) -> bytes:
    return mail(letter, text_capitals(letter), None)


SECTIONED: dict[str, Callable[[Letter], str | bytes]] = {
    "html-ranks": ranks,
    "html-campaign": campaign,
    "html-fonts": fonts,
    "html-strong-titles": strong_titles,
    "html-classes": classes,
    "html-linked-titles": linked_titles,
    "html-link-list": link_list,
    "eml-campaign": campaign_mail,
    "eml-ranks": ranks_mail,
    "eml-fonts": font_mail,
}
FLAT: dict[str, Callable[[Letter], str | bytes]] = {
    "html-titles-of-the-page": titles_of_the_page,
    "html-datelines": datelines,
    "eml-list": list_mail,
}
