"""Records that want to run something in the reader's browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from datasette.utils import tilde_encode

from kb.store import Store
from kb.web.records.kinds import KINDS
from tests.web.visiting import Page, Website, website_of

SCRIPT = (
    "<script>alert(1);console.log('hostile');document.body.dataset.ran=1</script>"
    "\"'><img src=x onerror=alert(2)>"
)
LINK = "javascript:alert(3)"
ARTICLE = "smartcity-korea-27-03"
FIELDS = ("headline", "subtitle", "feature", "section", "body", "date")
MENTION = {"name": SCRIPT, "kind": SCRIPT, "surface": SCRIPT, "line": 24, "ko": f"한 {SCRIPT}"}
SAID = {
    **{which: [MENTION] for which in ("places", "countries", "organisations", "programmes")},
    "amounts": [
        {"surface": SCRIPT, "line": 24, "currency": SCRIPT, "low": 1, "high": 2, "purpose": SCRIPT}
    ],
    "deadlines": [{"surface": SCRIPT, "line": 24, "when": SCRIPT, "kind": SCRIPT}],
    "flags": [
        {"code": SCRIPT, "line": 24, "evidence": SCRIPT, "confidence": SCRIPT}
        | {"proposed": SCRIPT, "argument": SCRIPT}
    ],
    "links": [{"text": SCRIPT, "url": LINK, "line": 24}],
}
ITEM = {
    "type": "book",
    "title": f"zeppelin {SCRIPT}",
    "author": [{"family": SCRIPT, "given": SCRIPT}, {"literal": SCRIPT}],
    "container-title": SCRIPT,
    "volume": SCRIPT,
    "issue": SCRIPT,
    "page": SCRIPT,
    "publisher": SCRIPT,
    "DOI": SCRIPT,
    "URL": LINK,
    "language": SCRIPT,
    "abstract": SCRIPT,
    "keyword": SCRIPT,
    "note": SCRIPT,
    "issued": {"raw": SCRIPT},
}


@pytest.fixture(scope="module")
def hostile(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Website]:
    """The website of a store with script in every field that a person or a file can fill."""
    path = tmp_path_factory.mktemp("hostile") / "kb.db"
    path.write_bytes(corpus.read_bytes())
    fill(path)
    with website_of(path) as website:
        yield website


def fill(path: Path) -> str:
    """Puts script into every field; the id of the record of literature that has it."""
    with Store.open(path, write=True) as store:
        store.import_items([ITEM], SCRIPT, SCRIPT)
        filled = dict.fromkeys(FIELDS, f"zeppelin {SCRIPT}")
        said = {"sources": [SCRIPT], "url": LINK, "credits": [SCRIPT], **SAID}
        store.edit(ARTICLE, {**filled, **said}, SCRIPT, SCRIPT)
        store.db.execute("UPDATE issues SET label = ?, title = ?, url = ?", [SCRIPT, SCRIPT, LINK])
        store.db.execute("UPDATE source_texts SET text = text || ?, path = ?", [SCRIPT, SCRIPT])
        store.db.execute("UPDATE mentions SET printed = ?, problem = ?", [SCRIPT, SCRIPT])
        store.db.execute("UPDATE series SET title = ?", [SCRIPT])
        for table, columns in NAMED.items():
            for column in columns:
                unique = " || id" if column == "name" else ""
                store.db.execute(f"UPDATE {table} SET {column} = ?{unique}", [SCRIPT])
        store.db.execute("UPDATE flags SET evidence = ?, proposed = ?, note = ?", [SCRIPT] * 3)
        sql = "SELECT id FROM literature WHERE title LIKE 'zeppelin%'"
        return str(store.db.execute(sql).fetchone()[0])


# What the text says, and where a file of a librarian's may say anything.
NAMED = {
    "places": ("name", "kind", "country", "region", "ko"),
    "organisations": ("name", "kind", "ko"),
    "programmes": ("name", "kind", "ko"),
    "countries": ("name", "ko"),
    "article_places": ("printed",),
    "article_programmes": ("printed",),
    "amounts": ("printed", "purpose", "suspect"),
    "deadlines": ("printed", "kind", "date", "until"),
}

PATHS = (
    *(f"/kb/{table}/{key}" for table in KINDS for key in (1, 2, 3)),
    "/kb/authors/SCRIPT",
    "/kb/journals/SCRIPT",
    "/kb/literature/SCRIPT",
    "/cite/SCRIPT",
    f"/cite/{ARTICLE}",
    f"/export/{tilde_encode(SCRIPT)}.bib",
    "/places",
    "/calendar",
    f"/calendar?from={quote(SCRIPT)}",
    "/calendar?from=2020-01",
    "/",
    "/search?q=zeppelin",
    f"/search?q={quote(SCRIPT)}",
    f"/search?q=zeppelin&section={quote(SCRIPT)}&kind={quote(SCRIPT)}&sort={quote(SCRIPT)}",
    f"/search?store={quote(SCRIPT)}",
    f"/search?q=x&page={quote(SCRIPT)}",
    "/source/smartcity-korea-27",
    f"/source/{tilde_encode(SCRIPT)}",
    "/kb/articles?_search=zeppelin",
    f"/kb/articles?_search={quote(SCRIPT)}",
    f"/kb/articles?_source={quote(SCRIPT)}&_narrow={quote('section:' + SCRIPT)}",
    f"/kb/articles?_narrow={quote(SCRIPT)}",
    f"/kb/articles/{ARTICLE}",
    f"/kb/articles/{ARTICLE}?printed=1",
    f"/source/smartcity-korea-27?lines={quote(SCRIPT)}",
    "/kb/literature?_search=zeppelin",
    f"/kb/literature?_author={quote(SCRIPT)}",
    "/kb/issues",
    "/kb/issues/smartcity-korea-27",
    "/kb/mentions",
    "/kb/source_texts",
    "/kb/changes",
    "/kb/sections",
    "/kb/sources",
    "/kb/authors",
    "/kb/places",
    "/kb/organisations",
    "/kb/programmes",
    "/kb/flags",
    "/kb/amounts",
    "/kb/literature?_facet_link=author&_facet=publisher",
    "/kb/literature?title__contains=zeppelin",
    "/kb/articles.json?_search=zeppelin",
    "/kb/literature.csv?_search=zeppelin",
    "/search.json?q=zeppelin",
)


def _key_of(hostile: Website, path: str) -> str:
    """The key of the row of a table that has the script in its name or title."""
    table = "literature" if "cite" in path else path.split("/")[2] if "SCRIPT" in path else ""
    if not table:
        return ""
    column = "title" if table == "literature" else "name"
    found = hostile.get(f"/kb/{table}.json", **{f"{column}__contains": "<script>"}, _shape="array")
    return str(found.json()[0]["id"])


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_it_runs(hostile: Website, path: str) -> None:
    page = hostile.get(path.replace("SCRIPT", _key_of(hostile, path)))
    assert page.status in (200, 404)
    if not page.headers["content-type"].startswith("text/html"):
        assert page.headers["x-content-type-options"] == "nosniff"
        return
    scripts = [script.get_text() for script in page.all("script")]
    assert not [text for text in scripts if "<script>alert(1)" in text]
    assert not page.all("img")
    assert not page.all("[onerror]")
    only_known_links(page)


def only_known_links(page: Page) -> None:
    """Links lead to pages of the web or of this site, and to nobody's script."""
    for element in page.all("[href], [src], [action], [formaction]"):
        for name in ("href", "src", "action", "formaction"):
            scheme = urlsplit(str(element.get(name, ""))).scheme.lower()
            assert scheme in ("", "http", "https", "mailto"), element


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(3)",
        "JaVaScRiPt:alert(3)",
        " javascript:alert(3)",
        "java\tscript:alert(3)",
        "data:text/html,<script>alert(3)</script>",
        "vbscript:x",
        "https:javascript:alert(3)",
        "//evil.example/\njavascript:alert(3)",
    ],
)
def test_addresses_of_records_lead_to_the_web_or_nowhere(own: Path, address: str) -> None:
    with Store.open(own, write=True) as store:
        for table in ("articles", "issues", "literature"):
            store.db.execute(f"UPDATE {table} SET url = ?", [address])
    with website_of(own) as website:
        for path in (
            "/search?q=smart",
            "/source/smartcity-korea-27",
            "/kb/articles",
            "/kb/issues",
            "/kb/literature",
            f"/kb/articles/{ARTICLE}",
            "/kb/issues/smartcity-korea-27",
        ):
            page = website.get(path)
            assert page.status == 200
            only_known_links(page)
            assert not [a for a in page.all("a[href]") if "alert(3)" in str(a["href"])]


def test_it_is_shown_as_text(hostile: Website) -> None:
    article = hostile.get("/search?q=zeppelin&kind=article")
    assert "<script>alert(1)" in article.words(".kb-hits")
    record = hostile.get("/search?q=zeppelin&kind=literature")
    assert "<script>alert(1)" in record.words(".kb-hits")
    assert "at the publisher" not in record.words(".kb-hits")
    assert hostile.get("/kb/literature?_search=zeppelin").words(".kb-stock").startswith("1 row")
