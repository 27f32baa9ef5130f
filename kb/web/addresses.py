"""Addresses of the site's own pages, and of the present page with an argument more or less."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils import tilde_encode

if TYPE_CHECKING:
    from datasette.app import Datasette

Pairs = Iterable[tuple[str, str]]
# Where a list continues: an address with another filter begins at the top again.
PLACE = "_next"


def also(request: Any, name: str, value: str) -> str:
    """The page's path with an argument added, from its first row."""
    return _path(request, [*_pairs(request), (name, value)])


def without(request: Any, name: str, value: str) -> str:
    """The page's path with an argument taken out, from its first row."""
    return _path(request, [pair for pair in _pairs(request) if pair != (name, value)])


def _pairs(request: Any) -> list[tuple[str, str]]:
    pairs = parse_qsl(request.query_string, keep_blank_values=True)
    return [(name, value) for name, value in pairs if name != PLACE]


def _path(request: Any, pairs: Pairs) -> str:
    path = request.scope.get("route_path") or request.path
    return with_query(path, pairs)


def with_query(path: str, pairs: Pairs) -> str:
    """ "/search" with the arguments that have a value."""
    query = urlencode([(name, value) for name, value in pairs if value])
    return f"{path}{'&' if '?' in path else '?'}{query}" if query else path


class Addresses:
    """The addresses of one store's pages. `sole` says that the site has no other store."""

    def __init__(
        self,
        datasette: Datasette,
        store: str,
        *,
        sole: bool,
        hidden: Iterable[str] = (),
        is_open: Callable[[str], bool] | None = None,
    ) -> None:
        self._datasette = datasette
        self._urls = datasette.urls
        self._sole = sole
        self.store = store
        self.which = [] if sole else [("store", store)]
        self._hidden = frozenset(hidden)
        self._is_open = is_open

    def hiding(
        self, tables: Iterable[str], is_open: Callable[[str], bool] | None = None
    ) -> Addresses:
        """The same for a visitor who may not see some tables.

        `is_open` says of which issues everybody may read the text.
        """
        return Addresses(
            self._datasette, self.store, sole=self._sole, hidden=tables, is_open=is_open
        )

    def shows(self, table: str) -> bool:
        """Whether the visitor may see a table, of those that a page asks about."""
        return table not in self._hidden

    def reads(self, issue: str) -> bool:
        """Whether the visitor may read the text of an issue, of which lines are shown."""
        return self.shows("source_texts") or bool(self._is_open and self._is_open(issue))

    def home(self) -> str:
        return str(self._urls.instance())

    def search(self, pairs: Pairs = (), extension: str = "") -> str:
        path = str(self._urls.path(f"/search{extension}"))
        return with_query(path, [*pairs, *self.which])

    def help(self) -> str:
        return with_query(str(self._urls.path("/help")), self.which)

    def saved(self, name: str | None = None, page: int = 1) -> str:
        """The list of saved searches, or one of them."""
        path = "/saved" if name is None else f"/saved/{tilde_encode(name)}"
        pairs = [("page", str(page) if page > 1 else ""), *self.which]
        return with_query(str(self._urls.path(path)), pairs)

    def source(self, issue: str, line: int | None = None) -> str:
        path = str(self._urls.path(f"/source/{tilde_encode(issue)}"))
        anchor = f"#L{line}" if line else ""
        return with_query(path, self.which) + anchor

    def lines(self, issue: str, first: int, last: int) -> str:
        """Lines of an issue's source text, marked in it."""
        path = str(self._urls.path(f"/source/{tilde_encode(issue)}"))
        span = str(first) if first == last else f"{first}-{last}"
        return with_query(path, [("lines", span), *self.which]) + f"#L{first}"

    def export(self, id: str, suffix: str) -> str:
        """A file of a record, or of all that an issue has: "/export/hong2021busan.bib"."""
        return with_query(str(self._urls.path(f"/export/{tilde_encode(id)}.{suffix}")), self.which)

    def cite(self, id: str, extension: str = "") -> str:
        """The citations of a record."""
        return with_query(str(self._urls.path(f"/cite/{tilde_encode(id)}{extension}")), self.which)

    def calendar(self) -> str:
        return with_query(str(self._urls.path("/calendar")), self.which)

    def calendar_feed(self) -> str:
        return with_query(str(self._urls.path("/calendar.ics")), self.which)

    def places(self) -> str:
        """The map of places."""
        return with_query(str(self._urls.path("/places")), self.which)

    def table(self, table: str, pairs: Pairs = ()) -> str:
        return with_query(str(self._urls.table(self.store, table)), pairs)

    def row(self, table: str, key: object) -> str:
        return str(self._urls.row(self.store, table, tilde_encode(str(key))))


def http(url: str | None) -> str | None:
    """The address where it is one of the web; "javascript:…" is none."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
