"""The page of an article: its text, what it says, what is doubtful, and what to do with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from datasette.app import Datasette

from kb.store import Store
from kb.web.described import entry
from tests.web.visiting import Website, visited, website_of

ROADS = "/kb/articles/smartcity-korea-27-07"
NETWORK = "/kb/articles/smartcity-korea-27-01"
CHUNCHEON = "/kb/articles/smartcity-korea-27-10"


def test_an_article_is_there_to_be_read(website: Website) -> None:
    page = website.get(ROADS)
    assert page.words("h1") == "MOLIT, roads everywhere in the region are getting smarter"
    assert page.words(".kb-dateline") == "8 March 2022 † · MOLIT"
    trail = page.links(".kb-crumbs")
    assert trail["Smart City Korea No. 27"] == "/kb/issues/smartcity-korea-27"
    section = website.get(trail["Smart City Policy Trend"])
    anchor = trail["Smart City Policy Trend"].partition("#")[2]
    assert section.words(f"#{anchor} h2") == "Smart City Policy Trend"
    source = website.follow(page, "MOLIT", ".kb-dateline")
    assert source.status == 200


def test_every_article_shows_its_whole_body(website: Website) -> None:
    rows = website.get("/kb/articles.json", _shape="array", _size="max").json()
    assert len(rows) == 21
    for row in rows:
        page = website.get(f"/kb/articles/{row['id']}")
        for dagger in page.all(".kb-body sup, .kb-body .kb-margins, h1 sup"):
            dagger.decompose()
        paragraphs = [p.get_text() for p in page.all(".kb-body p")]
        assert paragraphs == [text for text in row["body"].split("\n") if text.strip()]
        assert page.all("h1")[0].get_text() == row["headline"]
        assert page.links(".kb-dateline") or not row["section"] or page.all(".kb-dateline")


def test_what_the_text_says_is_marked_and_linked(website: Website) -> None:
    page = website.get(CHUNCHEON)
    places = page.all(".kb-body a.kb-place")
    assert [a.get_text() for a in places] == ["Chuncheon"]
    assert website.get(str(places[0]["href"])).status == 200
    assert [a.get_text() for a in page.all(".kb-body a.kb-programme")] == ["Smart City Challenge"]
    (amount,) = page.all(".kb-body a.kb-amount")
    assert page.words(str(amount["href"])) == "60 billion won (KRW 60,000,000,000)"
    beside = page.words(".kb-about")
    assert "Chuncheon 춘천시" in beside
    deadlines = website.get(NETWORK)
    marks = deadlines.all(".kb-body a.kb-deadline")
    assert [a.get_text() for a in marks] == ["29 April 2022, 18:00 KST", "20 May 2022, 18:00 KST"]
    assert "Deadline: 29 April 2022, 18:00 (UTC+09:00)" in deadlines.words(".kb-about")


def test_doubtful_words_have_a_dagger_and_a_note(website: Website) -> None:
    page = website.get(ROADS)
    doubtful = [each.get_text() for each in page.all(".kb-body .kb-doubtful")]
    assert doubtful == ["KRW 56 billion", "1,330 local governments"]
    daggers = page.all("sup.kb-dagger a")
    notes = [page.words(str(dagger["href"])) for dagger in daggers]
    assert notes[1] == (
        "† KRW 56 billion likely wrong Two numbers that have changed places, such as more "
        "countries than applications. Perhaps: 56 local governments, and an amount of 1,330 (억, "
        "100 million won) Because: 1,330 local governments is impossible and 56 local "
        "governments is not: the two numbers may have changed places As printed, line 48"
    )
    for dagger in daggers:
        note = page.all(str(dagger["href"]))[0]
        assert note.select(f'a[href="#{dagger["id"]}"]'), "the note leads back"
    assert "† doubtful; left out of sums" in page.words(".kb-about")
    headline = website.get(NETWORK)
    assert headline.words("h1 .kb-doubtful") == "29 from 2022th"


@pytest.mark.parametrize("status", ["rejected", "accepted", "noted"])
def test_what_a_person_says_of_a_flag_counts(own: Path, status: str) -> None:
    with Store.open(own, write=True) as store:
        store.decide("smartcity-korea-27-07", 2, status, "it was <so>", "Mrs Kim")
    with website_of(own) as website:
        page = website.get(ROADS)
        noted = [note.get_text(" ", strip=True) for note in page.all(".kb-margin")]
        found = [note for note in noted if "KRW 56 billion" in note]
        assert len(found) == (0 if status == "rejected" else 1)
        assert len(page.all("sup.kb-dagger")) == (2 if status == "rejected" else 3)
        if found:
            assert "A person has looked at it" in found[0]
            assert "it was <so>" in found[0]
        assert "Mrs Kim" not in page.text


def test_it_can_be_cited_and_taken_along(website: Website) -> None:
    page = website.get(ROADS)
    assert page.words(".kb-cited").startswith("MOLIT, roads everywhere in the region")
    form = page.all(".kb-style")[0]
    for option in page.all(".kb-style option"):
        cited = website.get(f"{form['action']}.txt", style=option["value"])
        assert "roads everywhere" in cited.text
    files = page.links(".kb-files")
    assert len(files) == 8
    for url in files.values():
        assert website.get(url).status == 200


def test_as_printed_leads_to_its_lines(website: Website) -> None:
    page = website.get(ROADS)
    source = website.follow(page, "Smart City Korea No. 27, lines 46–48")
    assert [line["id"] for line in source.all(".kb-here")] == ["L46", "L47", "L48"]
    beside = website.follow(page, "side by side")
    printed = [line.get_text() for line in beside.all(".kb-printed .kb-line")]
    assert printed == ["46", "47", "48"]
    assert "December 2022.03.08, XNUMX / MOLIT" in beside.words(".kb-passage")
    assert not website.follow(beside, "the text alone").all(".kb-printed")


def test_every_line_is_printed_once_beside_every_article(website: Website) -> None:
    rows = website.get("/kb/articles.json", _shape="array", _size="max").json()
    for row in rows:
        page = website.get(f"/kb/articles/{row['id']}", printed=1)
        numbers = [int(line.get_text()) for line in page.all(".kb-printed .kb-line")]
        assert numbers == list(range(row["first_line"], row["last_line"] + 1))


def test_one_goes_on_to_the_next_article(website: Website) -> None:
    page = website.get(ROADS)
    (onward,) = page.all("a[rel=next]")
    following = website.get(str(onward["href"]))
    (back,) = following.all("a[rel=prev]")
    assert back["href"] == ROADS
    first = website.get(NETWORK)
    assert not first.all("a[rel=prev]")
    alike = website.follow(page, "More like this")
    assert alike.all(".kb-hits li")


def test_zotero_finds_an_article_of_a_newsletter(website: Website) -> None:
    page = website.get(ROADS)
    meta = {str(m["name"]): str(m["content"]) for m in page.all("head meta[name]")}
    assert meta["z:itemType"] == "newspaperArticle"
    assert meta["DC.title"] == "MOLIT, roads everywhere in the region are getting smarter"
    assert meta["DC.source"] == "Smart City Korea"
    assert meta["DC.date"] == "2022-04-01"
    assert meta["prism.number"] == "27"
    assert not [name for name in meta if name.startswith("citation_")]


def test_an_edit_is_said_without_who_made_it(own: Path) -> None:
    with Store.open(own, write=True) as store:
        body = "A new text that mentions MOLIT once.\nAnd KRW 56 billion."
        fields = {"headline": "Roads & <more>", "body": body, "date": None, "subtitle": None}
        store.edit("smartcity-korea-27-07", fields, "Mrs Kim", "a slip")
    with website_of(own) as website:
        page = website.get(ROADS)
        said = page.words(".kb-edited")
        assert said.startswith("Corrected by a person on ")
        assert "Headline (read as “MOLIT, roads everywhere in the region" in said
        assert "Text" in said
        assert "Mrs Kim" not in page.text
        assert page.words("h1") == "Roads & <more>"
        assert "(date of the issue)" in page.words(".kb-dateline")
        assert [p.get_text() for p in page.all(".kb-body a.kb-organisation")] == ["MOLIT"]
        assert len(page.all(".kb-margin")) == 3, "no note is lost"
        assert website.follow(page, "History of this record").status == 200


def test_an_article_of_which_little_is_known(own: Path) -> None:
    with Store.open(own, write=True) as store:
        bare = dict.fromkeys(("date", "section", "feature", "subtitle", "url"))
        store.edit("smartcity-korea-27-07", {**bare, "body": "", "sources": []}, "x")
        store.db.execute("UPDATE issues SET date = NULL, series = NULL, number = NULL")
        store.db.execute("DELETE FROM source_texts")
    with website_of(own) as website:
        page = website.get(f"{ROADS}?printed=1")
        assert page.status == 200
        assert page.words(".kb-dateline").startswith("Undated")
        assert "no text but its headline" in page.words(".kb-body")
        assert "None" not in page.words()
        assert not page.all('a[href^="/source/"]')


def test_lines_and_changes_are_for_those_who_may_see_them(corpus: Path) -> None:
    described = {"databases": {"kb": entry()}}
    for table in ("source_texts", "changes"):
        described["databases"]["kb"]["tables"].setdefault(table, {})["allow"] = False
    with visited(Datasette([str(corpus)], metadata=described)) as website:
        assert website.get("/source/smartcity-korea-27").status == 403
        for path in (f"{ROADS}?printed=1", "/kb/issues/smartcity-korea-27"):
            page = website.get(path)
            assert page.status == 200
            assert not page.all(".kb-printed, a[href*='/source/'], a[href*='/changes']")
        assert "lines 46–48" in website.get(ROADS).words(".kb-about")


def test_its_json_stays(website: Website) -> None:
    (row,) = website.get(f"{ROADS}.json", _shape="array").json()
    assert row["id"] == "smartcity-korea-27-07"
    assert website.get("/kb/articles/none-such").status == 404
