"""A made issue as a file of each format that kb reads and that can be written here."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import docx
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from scripts.benchmarks.made import Made, Story

_KOREAN_FONT = "HYSMyeongJo-Medium"
_MAIL = """<html lang="{language}"><body><div style="display:none">{title}</div>
<table width="100%"><tr><td align="center"><table width="600"><tr><td>
<table><tr><td><a href="https://news.example/view">View in browser</a></td></tr></table>
<table><tr><td><h1>{title} ({date})</h1></td></tr></table>
{content}
<table><tr><td>© Harbour Office. <a href="https://news.example/u">Unsubscribe</a></td></tr></table>
<img src="https://news.example/open.gif" width="1" height="1"></td></tr></table></td></tr></table>
</body></html>"""
_PAGE = """<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<style>p {{ margin: 0 }}</style><script>var harbour = 1;</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/all">Issues</a></li></ul></nav></header>
<main><article><h1>{title} ({date})</h1>
{content}
</article></main><footer><p>© Harbour Office</p></footer></body></html>"""

_DIVISION = "<div><h3>{0}</h3><p>{1}</p>{2}<p>{3}</p></div>"


def text(issue: Made) -> bytes:
    """Lines, as a newsletter is printed."""
    lines = [f"{issue.title} ({issue.date})", ""]
    for section, stories in issue.sections:
        lines += [section, ""]
        for story in stories:
            lines += [story.headline, story.dateline, "", *story.paragraphs, story.url, ""]
    section, references = issue.literature
    return "\n".join([*lines, section, "", *references, ""]).encode()


def markdown(issue: Made) -> bytes:
    """Front matter, headings of two ranks, links."""
    lines = ["---", f"title: {issue.title}", f"date: {issue.date}", "---", ""]
    for section, stories in issue.sections:
        lines += [f"## {section}", ""]
        for story in stories:
            body = "\n\n".join(story.paragraphs)
            lines += [f"### {story.headline}", "", story.dateline, "", body, ""]
            lines += [f"[Read more]({story.url})", ""]
    section, references = issue.literature
    lines += [f"## {section}", "", *(f"- {reference}" for reference in references), ""]
    return "\n".join(lines).encode()


def web_page(issue: Made) -> bytes:
    """HTML with menus around the content."""
    parts = []
    for section, stories in issue.sections:
        parts.append(f"<h2>{html.escape(section)}</h2>")
        parts += [
            _story(story, "<div><h3>{0}</h3><p>{1}</p>{2}<p>{3}</p></div>") for story in stories
        ]
    section, references = issue.literature
    items = "".join(f"<li>{html.escape(reference)}</li>" for reference in references)
    parts.append(f"<h2>{section}</h2><ul>{items}</ul>")
    return _filled(_PAGE, issue, parts).encode()


def mail(issue: Made) -> bytes:
    """Mail with a plain and an HTML version; tables lie in tables."""
    layout = (
        "<table><tr><td><table><tr><td><h3>{0}</h3></td></tr><tr><td><span>{1}</span></td></tr>"
        "<tr><td>{2}</td></tr><tr><td><table><tr><td>{3}</td></tr></table></td></tr></table></td></tr>"
        "</table>"
    )
    parts = []
    for section, stories in issue.sections:
        parts.append(f"<table><tr><td><h2>{html.escape(section)}</h2></td></tr></table>")
        parts += [_story(story, layout) for story in stories]
    section, references = issue.literature
    rows = "".join(f"<p>{html.escape(reference)}</p>" for reference in references)
    parts.append(f"<table><tr><td><h2>{section}</h2>{rows}</td></tr></table>")
    message = EmailMessage()
    message["Subject"] = issue.title
    message["From"] = "harbour@news.example"
    message["Date"] = "Fri, 1 Apr 2022 09:00:00 +0900"
    message.set_content(text(issue).decode())
    message.add_alternative(_filled(_MAIL, issue, parts), subtype="html")
    return message.as_bytes()


def _story(story: Story, layout: str) -> str:
    paragraphs = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in story.paragraphs)
    link = f'<a href="{story.url}">Read more</a>'
    return layout.format(html.escape(story.headline), story.dateline, paragraphs, link)


def _filled(page: str, issue: Made, parts: list[str]) -> str:
    content = "\n".join(parts)
    return page.format(language=issue.language, title=issue.title, date=issue.date, content=content)


def pdf(issue: Made) -> bytes:
    """Pages of type in three sizes."""
    if _KOREAN_FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(_KOREAN_FONT))
    font = _KOREAN_FONT if issue.language == "ko" else "Times-Roman"
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=True)
    y = 780.0
    for size, paragraph in _set(issue):
        for line in simpleSplit(paragraph, font, size, 480):
            if y < 60:
                canvas.showPage()
                y = 780.0
            canvas.setFont(font, size)
            canvas.drawString(57, y, line)
            y -= 1.2 * size
        y -= 0.8 * size
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def word(issue: Made) -> bytes:
    """DOCX with styles."""
    document = docx.Document()
    for size, paragraph in _set(issue):
        if size > _BODY:
            document.add_heading(paragraph, _SIZES.index(size))
        else:
            document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def hwpx(issue: Made) -> bytes:
    """HWPX whose characters have one of four sizes."""
    shapes = "".join(
        f'<hh:charPr id="{n}" height="{100 * size}"/>' for n, size in enumerate(_SIZES)
    )
    head = f'<hh:head xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head">{shapes}</hh:head>'
    paragraphs = "".join(
        f'<hp:p><hp:run charPrIDRef="{_SIZES.index(size)}"><hp:t>{html.escape(paragraph)}</hp:t>'
        "</hp:run></hp:p>"
        for size, paragraph in _set(issue)
    )
    section = (
        '<hs:sec xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
        f'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph">{paragraphs}</hs:sec>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        archive.writestr("Contents/header.xml", head)
        archive.writestr("Contents/section0.xml", section)
    return buffer.getvalue()


_SIZES = (22, 17, 13, 10)
_TITLE, _SECTION, _HEADLINE, _BODY = _SIZES


def _set(issue: Made) -> list[tuple[int, str]]:
    """The paragraphs of an issue with the size of their type."""
    found = [(_TITLE, f"{issue.title} ({issue.date})")]
    for section, stories in issue.sections:
        found.append((_SECTION, section))
        for story in stories:
            found.append((_HEADLINE, story.headline))
            found += [(_BODY, part) for part in (story.dateline, *story.paragraphs, story.url)]
    section, references = issue.literature
    return [*found, (_SECTION, section), *((_BODY, reference) for reference in references)]


FORMATS: dict[str, Callable[[Made], bytes]] = {
    ".txt": text,
    ".html": web_page,
    ".eml": mail,
    ".md": markdown,
    ".pdf": pdf,
    ".docx": word,
    ".hwpx": hwpx,
}
"""By suffix. The same issue gives the same bytes, apart from the times in archives and mails."""
