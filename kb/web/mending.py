"""Datasette's table page with what it lacks: labels of its form controls, words of readers for the
columns, a lid on their list, which is longer than a screen. The same on both versions.

No text of a record can hold what is replaced: its brackets are escaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from kb.web import columns
from kb.web.language import gettext

SEARCH_BOX = '<input id="_search" type="search" name="_search" value="'
# <option selected>first_line</option>, a column to filter by
COLUMN = re.compile(r"<option( selected)?>([^<]+)</option>")
SORT = re.compile(r'(<option value="([^"]+)"(?: selected)?>)Sort by [^<]+(</option>)')
MEANING = re.compile(r"<dt>([^<]+)</dt>")


def mended(stock: Markup, search: str) -> Markup:
    """The page with the query in its search box."""
    page = str(stock)
    for lacking, better in _better():
        page = page.replace(lacking, better)
    page = COLUMN.sub(_column, page)
    page = SORT.sub(lambda found: f"{found[1]}{_sorted_by(found[2])}{found[3]}", page)
    page = MEANING.sub(lambda found: f"<dt>{escape(columns.label(found[1]))}</dt>", page)
    page = page.replace(f'{SEARCH_BOX}"', f'{SEARCH_BOX}{escape(search)}"', 1)
    return Markup(page)  # noqa: S704 - escaped by Datasette and here


def _better() -> Iterator[tuple[str, str]]:
    for control, label in (
        ('<select name="_filter_column', gettext("Column")),
        ('<select name="_filter_op', gettext("Comparison")),
        ('<input type="text" name="_filter_value', gettext("Value")),
        ('<select name="_sort"', gettext("Sort by")),
        ('<textarea id="sql-editor"', gettext("Query in SQL")),
    ):
        tag, _, rest = control.partition(" ")
        yield control, f'{tag} aria-label="{escape(label)}" {rest}'
    for stock, theirs, label in (
        ('<label for="_search">Search:', "Search:", gettext("Search")),
        ('value="Apply"', "Apply", gettext("Apply")),
        ('value="Apply filters"', "Apply filters", gettext("Apply")),
        (">- column -<", "- column -", gettext("Column")),
        (">- remove filter -<", "- remove filter -", gettext("No filter")),
        (">Sort...<", "Sort...", gettext("Sort by")),
        ("> descending</label>", "descending", gettext("descending")),
        (">Next page<", "Next page", gettext("Next page")),
        ("This data as ", "This data as", gettext("This data as")),
        (">View and edit SQL<", "View and edit SQL", gettext("View and edit SQL")),
    ):
        yield stock, stock.replace(theirs, str(escape(label)))
    yield "<h3>", '<h2 class="kb-stock">'
    yield "</h3>", "</h2>"
    yield '<h3 class="', '<h2 class="kb-stock '
    meaning = escape(gettext("What the columns mean"))
    described = '<dl class="column-descriptions">'
    yield described, f'<details class="kb-help"><summary>{meaning}</summary>{described}'
    yield "</dl>", "</dl></details>"


def _column(found: re.Match[str]) -> str:
    """Datasette escaped the name; so it may be said again as it stands."""
    label = escape(columns.label(html.unescape(found[2])))
    return f'<option value="{found[2]}"{found[1] or ""}>{label}</option>'


def _sorted_by(name: str) -> str:
    return str(escape(gettext("Sort by %s") % columns.label(name)))
