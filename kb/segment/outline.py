"""What the outline of the headings tells: page title, sections, headlines."""

from __future__ import annotations

from kb.folding import fold
from kb.segment.datelines import is_bare_date
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim


def page_title(lines: Lines, family: Family) -> Lines:
    """The title of a web page that holds the issue, and the day of its posting right below."""
    lines = claim(lines, "title", _page_title(lines))
    posted = (
        i
        for i, ln in enumerate(lines[1:], 1)
        if lines[i - 1].role == "title" and ln.free and is_bare_date(ln.text)
    )
    return claim(lines, "preamble", posted)


def _page_title(lines: Lines) -> list[int]:
    """The page's one heading of the first rank, where headings or sections stand below it."""
    first = [i for i, ln in enumerate(lines) if ln.block.level == 1 and ln.block.kind == "heading"]
    if len(first) != 1 or not lines[first[0]].free:
        return []
    below = lines[first[0] + 1 :]
    others = any(ln.role in ("section", "masthead") or ln.block.kind == "heading" for ln in below)
    return first if others else []


def ranked(lines: Lines, family: Family) -> Lines:
    """Headings above the rank of the headlines are sections; those of the rank are headlines.

    Where no dateline gave a headline its rank, the outline of the headings tells.
    """
    free = [i for i, ln in enumerate(lines) if ln.free and ln.block.kind == "heading"]
    levels = [
        ln.block.level for ln in lines if ln.role == "headline" and ln.block.kind == "heading"
    ]
    if not levels:
        return _outlined(lines, free)
    rank = max(set(levels), key=lambda level: (levels.count(level), level))
    lines = claim(lines, "headline", (i for i in free if lines[i].block.level == rank))
    over = [i for i in free if 1 < lines[i].block.level < rank]
    return claim(lines, "section", (i for i in over if _leads(lines, i)))


def _outlined(lines: Lines, headings: list[int]) -> Lines:
    """A heading right above a deeper one is a section; one within an article is body."""
    roles: dict[int, str] = {}
    article = None
    for index in headings:
        level = lines[index].block.level
        if _above_deeper(lines, index):
            roles[index], article = "section", None
        elif article is None or level <= article:
            roles[index], article = "headline", level
    lines = claim(lines, "section", (i for i, role in roles.items() if role == "section"))
    return claim(lines, "headline", (i for i, role in roles.items() if role == "headline"))


def _above_deeper(lines: Lines, index: int) -> bool:
    rest = (lines[i] for i in range(index + 1, len(lines)))
    below = next((ln.block for ln in rest if ln.role != "navigation"), None)
    return below is not None and below.kind == "heading" and below.level > lines[index].block.level


def _leads(lines: Lines, index: int) -> bool:
    """Whether a headline follows a heading before anything that would be its own text."""
    rest = (lines[i] for i in range(index + 1, len(lines)))
    following = next((ln for ln in rest if ln.role or ln.text), None)
    return following is not None and following.role in ("headline", "section", "feature")


def listed(lines: Lines, family: Family) -> Lines:
    """A heading right above a list of links is a section, and each of the links a headline."""
    titles: list[int] = []
    headlines: list[int] = []
    for index, line in enumerate(lines):
        if line.free and line.block.kind == "heading":
            links = _links_below(lines, index)
            if len(links) > 1:
                titles.append(index)
                headlines += links
    return claim(claim(lines, "section", titles), "headline", headlines)


def _links_below(lines: Lines, heading: int) -> list[int]:
    """The items between a heading and the next, where the first and most of them are links."""
    end = next(
        (i for i in range(heading + 1, len(lines)) if lines[i].block.kind == "heading"), len(lines)
    )
    items = [
        i
        for i in range(heading + 1, end)
        if lines[i].block.kind == "item" and lines[i].block.level == 1
    ]
    links = [i for i in items if _is_link(lines[i])]
    right_below = bool(links) and links[0] == heading + 1
    return links if right_below and len(links) * 10 >= len(items) * 7 else []


def _is_link(line: Line) -> bool:
    """Whether a line is the words of one link and little else."""
    words = line.block.links[0].text if line.block.links else ""
    return line.free and len(fold(words)) * 10 >= len(fold(line.text)) * 8 > 0
