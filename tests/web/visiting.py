"""A visitor of the website, without a network: Datasette's own client, on one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette

from kb.web.serve import site


class Page:
    """A page as it was answered."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.text = response.text
        self._response = response

    @cached_property
    def html(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "lxml")

    def json(self) -> Any:
        return self._response.json()

    def words(self, selector: str = "main") -> str:
        """What a part of the page says, blanks folded."""
        found = self.html.select_one(selector)
        assert found is not None, f"no {selector} in {self.text[:2000]}"
        return " ".join(found.get_text(" ").split())

    def links(self, selector: str = "main") -> dict[str, str]:
        """The links of a part of the page by their words."""
        return {
            " ".join(a.get_text(" ").split()): str(a["href"])
            for a in self.html.select(f"{selector} a[href]")
        }

    def fields(self, selector: str) -> dict[str, str]:
        """What the fields of a form would send."""
        return {str(f["name"]): str(f.get("value", "")) for f in self.html.select(selector)}

    def all(self, selector: str) -> list[Tag]:
        return list(self.html.select(selector))


class Website:
    """A Datasette that is visited."""

    def __init__(self, datasette: Datasette) -> None:
        self.datasette = datasette
        self.headers: dict[str, str] = {}
        self.loop = asyncio.new_event_loop()
        self.loop.run_until_complete(datasette.invoke_startup())

    def get(self, path: str, **arguments: Any) -> Page:
        """A page by its path, and arguments where its path has none."""
        query = urlencode(arguments, doseq=True)
        whole = f"{path}?{query}" if query else path
        # Datasette writes some links with its host
        local = whole.replace("http://localhost", "", 1)
        asked = self.datasette.client.get(local, headers=self.headers)
        return Page(self.loop.run_until_complete(asked))

    @contextmanager
    def signed_in(self, name: str = "ann") -> Iterator[None]:
        """What is asked in here, a person asks who has signed in."""
        signed = self.datasette.sign({"a": {"id": name}}, "actor")
        self.headers = {"cookie": f"ds_actor={signed}"}
        try:
            yield
        finally:
            self.headers = {}

    def post(
        self,
        path: str,
        fields: Mapping[str, str],
        cookies: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """A form sent; what it leads to is not followed."""
        sending = self.datasette.client.post(
            path, data=dict(fields), cookies=dict(cookies or {}), headers=dict(headers or {})
        )
        return Page(self.loop.run_until_complete(sending))

    def follow(self, page: Page, words: str, selector: str = "main") -> Page:
        return self.get(urljoin("http://localhost/", page.links(selector)[words]))

    def close(self) -> None:
        for database in self.datasette.databases.values():
            database.close()
        self.loop.close()


@contextmanager
def visited(datasette: Datasette) -> Iterator[Website]:
    website = Website(datasette)
    try:
        yield website
    finally:
        website.close()


def website_of(path: Path, **settings: Any) -> AbstractContextManager[Website]:
    """The website that `kb serve` would serve."""
    return visited(site(path, **settings))


def plain(
    files: list[Path], metadata: Mapping[str, Any] | None = None
) -> AbstractContextManager[Website]:
    """The website that `datasette FILE… -m metadata.yml` would serve."""
    return visited(
        Datasette([str(file) for file in files], metadata=deepcopy(dict(metadata or {})))
    )
