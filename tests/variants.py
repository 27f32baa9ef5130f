"""One issue in many forms: what a blog, a mail client or an editor makes of the same text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

SECTIONS = (
    "Smart City Issue",
    "Smart City Special",
    "Smart City Policy Project",
    "global smart city",
    "Smart City Policy Trend",
    "Smart City Literature",
)
NBSP = "\u00a0"

_PAGE = """<!DOCTYPE html><html lang="ko"><head>
<meta charset="{charset}"><title>제27호 뉴스레터</title>
<style>p {{ margin: 0 }}</style><script>var x = "Smart City Issue";</script></head>
<body class="single">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header class="site-header"><p class="site-title"><a href="/">Portal</a></p>
<nav><ul class="menu"><li><a href="/policy">Smart City Policy Trend</a></li>
<li><a href="/news">News 2022.03.14.</a></li></ul></nav></header>
<main id="content"><article class="post">
<header class="entry-header"><h1 class="entry-title">제27호 스마트시티코리아 뉴스레터</h1>
<div class="entry-meta">Posted on <time>April 1, 2022</time> by <a href="/x">admin</a></div>
</header>
<div class="entry-content">
{content}
</div></article>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li></ul></div>
<nav class="post-navigation"><a href="/26">Previous: No. 26 (2022.03.02.)</a></nav>
<div id="comments"><h2>Leave a Reply</h2><form><label>Comment</label></form></div>
</main>
<aside class="widget-area"><h2>Recent posts</h2><ul><li><a href="/26">No. 26 (2022.03.02.)</a></li>
<li>2022.03.02. / MOLIT</li></ul></aside>
<footer><p>© 2022 Portal. All rights reserved.</p><p>tel. 02-000-0000</p></footer>
</body></html>"""


def page(content: str, charset: str = "utf-8") -> str:
    """A blog page around some content."""
    return _PAGE.format(content=content, charset=charset)


def lines_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def is_section(line: str) -> bool:
    return line.strip() in SECTIONS


def headline_numbers(lines: list[str]) -> set[int]:
    """Indexes of the lines that stand first in an article of the plain text."""
    dateline = re.compile(r"\s*(?:December )?\d{4}\.\d\d\.\d\d\.?.*/")
    found = set()
    for number, line in enumerate(lines):
        if dateline.match(line):
            above = number - 1
            while above - 1 >= 0 and not _ends_text(lines[above - 1]) and number - above < 2:
                above -= 1
            found.add(above)
    return found


def _ends_text(line: str) -> bool:
    stripped = line.strip()
    return is_section(line) or stripped.startswith("[") or len(stripped) > 150


def escaped(line: str) -> str:
    return html.escape(line, quote=False).replace(NBSP, "&nbsp;")


def paragraphs(text: str) -> str:
    """A paragraph a line, nothing else."""
    return page("\n".join(f"<p>{escaped(line)}</p>" for line in lines_of(text)))


def headings(text: str) -> str:
    """Sections as h2, headlines as h3."""
    lines = lines_of(text)
    heads = headline_numbers(lines)
    parts = []
    for number, line in enumerate(lines):
        tag = "h2" if is_section(line) else "h3" if number in heads else "p"
        parts.append(f"<{tag}>{escaped(line)}</{tag}>")
    return page("\n".join(parts))


def same_rank(text: str) -> str:
    """Sections and headlines both as h3, wrapped in spans."""
    lines = lines_of(text)
    heads = headline_numbers(lines)
    parts = []
    for number, line in enumerate(lines):
        tag = "h3" if is_section(line) or number in heads else "p"
        parts.append(f"<{tag}><span style='color:red'>{escaped(line)}</span></{tag}>")
    return page("\n".join(parts))


def breaks(text: str) -> str:
    """One div, lines parted by br, section titles in bold."""
    parts = [
        f"<strong>{escaped(line)}</strong>" if is_section(line) else escaped(line)
        for line in lines_of(text)
    ]
    return page("<div>" + "<br/>\n".join(parts) + "</div>")


def bold(text: str) -> str:
    """Paragraphs; sections and headlines in bold, bullets as list items, datelines in em."""
    lines = lines_of(text)
    heads = headline_numbers(lines)
    parts = []
    for number, line in enumerate(lines):
        if is_section(line) or number in heads:
            parts.append(f"<p><b>{escaped(line)}</b></p>")
        elif line.strip().startswith("•"):
            parts.append(f"<ul><li>{escaped(line.strip()[1:])}</li></ul>")
        else:
            parts.append(f"<p><em>{escaped(line)}</em></p>")
    return page("\n".join(parts))


def tables(text: str) -> str:
    """A layout table, a row a line."""
    rows = "".join(f"<tr><td>{escaped(line)}</td></tr>" for line in lines_of(text))
    return page(f"<table width=600><tbody>{rows}</tbody></table>")


def no_chrome(text: str) -> str:
    """A bare fragment of HTML."""
    return "<div>" + "".join(f"<p>{escaped(line)}</p>" for line in lines_of(text)) + "</div>"


HTML: dict[str, Callable[[str], str]] = {
    function.__name__: function
    for function in (paragraphs, headings, same_rank, breaks, bold, tables, no_chrome)
}


def spaced(text: str) -> str:
    """A blank line after every line."""
    return text.replace("\n", "\n\n")


def tight(text: str) -> str:
    """No blank line at all."""
    return "\n".join(lines_of(text))


def plain_spaces(text: str) -> str:
    """Ordinary blanks where no-break spaces stood, and none before a paragraph."""
    return "\n".join(line.replace(NBSP, " ").strip() for line in text.split("\n"))


def indented(text: str) -> str:
    """A no-break space before every line and one inside every blank."""
    return "\n".join(NBSP + line.replace(" ", NBSP) for line in text.split("\n"))


def carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def reordered(text: str) -> str:
    """The sections in another order, the literature first."""
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if is_section(line)]
    end = next(n for n, line in enumerate(lines) if "Kakao Talk channel added" in line)
    bounds = [*starts, end]
    parts = [lines[bounds[n] : bounds[n + 1]] for n in range(len(starts))]
    middle = [line for n in (5, 3, 1, 4, 0, 2) for line in parts[n]]
    return "\n".join([*lines[: starts[0]], *middle, *lines[end:]])


TEXT: dict[str, Callable[[str], str]] = {
    function.__name__: function
    for function in (spaced, tight, plain_spaces, indented, carriage_returns, reordered)
}
