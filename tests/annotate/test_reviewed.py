"""What a librarian decides about names and links stays, is searched by, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.authorities import Authority
from kb.cli import run
from kb.errors import NotFound
from kb.pipeline import entry_for, reannotate, review
from kb.search.thesaurus import thesaurus_of
from kb.store import Store
from kb.store.annotated import LINKED
from kb.store.save import Saved

Put = Callable[..., Saved]
TEXT = """# Harbour News

## The painters meet

The Quayside Board met in Ghent. A member of the Harbour Light Bureau came.
Later the quay was cleaned and everybody went home by boat.

## Boats are painted

The Quayside Board paid for paint. The 부두청 of the town said nothing.
"""
FIRST, SECOND = "harbour-01", "harbour-02"


def linked(store: Store, article: str, which: str = "organisations") -> set[str]:
    sql = f"""SELECT name FROM article_{which} JOIN {which} ON {which}.id = {LINKED[which]}
              WHERE article = ?"""
    return {name for (name,) in store.db.conn.execute(sql, [article])}


@pytest.fixture
def harbour(store: Store, put: Put) -> Store:
    put(TEXT, "harbour.md")
    ids = [i for (i,) in store.db.conn.execute("SELECT id FROM articles ORDER BY position")]
    assert ids == [FIRST, SECOND]
    return store


def test_names_that_nobody_knows_are_proposed_with_their_contexts(harbour: Store) -> None:
    found = list(harbour.proposals("organisations", text="quayside"))
    assert [(one.name, one.articles) for one in found] == [("Quayside Board", 2)]
    assert [context.article for context in found[0].contexts] == [FIRST, SECOND]
    assert found[0].contexts[0].text.startswith("The Quayside Board met in Ghent.")
    assert list(harbour.proposals("places")) == []


def test_an_accepted_name_is_read_and_searched_by_and_stays(harbour: Store, put: Put) -> None:
    entry = Authority("Quayside Board", "board", "부두청")
    assert linked(harbour, SECOND) == set()
    review(harbour, "organisations", "Quayside Board", "librarian", entry)
    assert linked(harbour, FIRST) == {"Quayside Board", "Harbour Light Bureau"}
    assert linked(harbour, SECOND) == {"Quayside Board"}
    assert list(harbour.proposals("organisations", text="quayside")) == []
    assert thesaurus_of(harbour).synonyms("text", "부두청") == ("Quayside Board",)
    put(TEXT.replace("for paint", "for red paint"), "harbour.md")
    reannotate(harbour, "librarian", always=True)
    assert linked(harbour, SECOND) == {"Quayside Board"}
    assert list(harbour.findings()) == []


def test_a_decision_is_undone_with_all_that_it_changed(harbour: Store) -> None:
    before = [harbour.record(article) for article in (FIRST, SECOND)]
    change = review(
        harbour, "organisations", "Quayside Board", "librarian", Authority("Quayside Board", "b")
    )
    assert change
    harbour.undo(change, "librarian")
    assert [harbour.record(article) for article in (FIRST, SECOND)] == before
    assert harbour.decisions() == []
    assert reannotate(harbour, "librarian", always=True)[0] == 0
    said = [(c.who, c.why) for c in harbour.history("organisations: Quayside Board")]
    assert said[0] == ("librarian", "accepted organisations: Quayside Board")
    assert list(harbour.findings()) == []


def test_a_rejected_name_is_proposed_no_more(harbour: Store, put: Put) -> None:
    review(harbour, "organisations", "Quayside Board", "librarian", note="a nickname")
    assert list(harbour.proposals("organisations", text="quayside")) == []
    put(TEXT.replace("for paint", "for red paint"), "harbour.md")
    reannotate(harbour, "librarian", always=True)
    assert list(harbour.proposals("organisations", text="quayside")) == []
    assert [doc["note"] for doc in harbour.decisions()] == ["a nickname"]
    review(
        harbour, "organisations", "Quayside Board", "librarian", Authority("Quayside Board", "b")
    )
    assert linked(harbour, SECOND) == {"Quayside Board"}, "one may think better of it"
    with pytest.raises(NotFound, match="nothing proposes"):
        review(harbour, "organisations", "Nobody's Board", "librarian")


def test_a_name_may_be_counted_under_one_that_is_known(harbour: Store) -> None:
    name = "Ministry of Land, Infrastructure and Transport"
    entry = entry_for(harbour, "organisations", "국토교통부")
    assert entry.name == name
    entry = entry._replace(variants=("Quayside Board",))
    review(harbour, "organisations", "Quayside Board", "librarian", entry)
    assert linked(harbour, SECOND) == {name}
    review(harbour, "organisations", "Quayside Board", "librarian")
    assert linked(harbour, SECOND) == set(), "the later decision takes the place of the earlier"


def test_links_set_by_hand_stay_and_the_rest_follows_the_text(harbour: Store, put: Put) -> None:
    harbour.link(FIRST, "places", entry_for(harbour, "places", "대구"), "librarian")
    assert linked(harbour, FIRST, "places") == {"Gent", "Daegu"}
    city = "Gent"
    harbour.unlink(FIRST, "places", city, "librarian")
    put(TEXT.replace("everybody went home", "everybody went to Oslo"), "harbour.md")
    reannotate(harbour, "librarian", always=True)
    assert linked(harbour, FIRST, "places") == {"Daegu", "Oslo"}
    (doc,) = harbour.documents([FIRST])
    assert [one["name"] for one in doc["places"]] == ["Oslo", "Daegu"]
    harbour.leave_to_text(FIRST, "places", city, "librarian")
    assert linked(harbour, FIRST, "places") == {city, "Daegu", "Oslo"}
    assert list(harbour.findings()) == []


def test_a_link_is_undone_although_the_text_was_read_again(harbour: Store, put: Put) -> None:
    added = harbour.link(SECOND, "places", entry_for(harbour, "places", "Daegu"), "librarian")
    again = harbour.link(SECOND, "places", entry_for(harbour, "places", "Daegu"), "librarian")
    assert added
    assert again is None
    put(TEXT.replace("for paint", "for paint in Oslo"), "harbour.md")
    harbour.undo(added, "librarian")
    assert linked(harbour, SECOND, "places") == {"Oslo"}
    with pytest.raises(NotFound, match="kb link list"):
        harbour.unlink(SECOND, "places", "Daegu", "librarian")


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issue = tmp_path / "harbour.md"
    issue.write_text(TEXT, encoding="utf-8")
    kb = ["--store", str(tmp_path / "kb.db")]

    def said(*arguments: str, status: int = 0) -> str:
        assert run([*arguments, *kb]) == status
        return capsys.readouterr().out

    said("ingest", str(issue))
    assert "Quayside Board" in said("authority", "proposals", "organisations")
    row = json.loads(said("authority", "proposals", "organisations", "quayside", "--json"))
    assert row["contexts"][0]["article"] == FIRST
    shown = said("authority", "accept", "organisations", "Quayside Board", "--ko", "부두청")
    assert "accepted Quayside Board" in shown
    assert "Quayside Board" in said("link", "list", SECOND)
    assert "change" in said("authority", "reject", "organisations", "Harbour Light Bureau")
    assert said("authority", "reviewed").splitlines() == [
        "rejected  organisations  Harbour Light Bureau",
        "accepted  organisations  Quayside Board",
    ]
    assert "annotated anew" not in said("ingest", str(issue)), "nothing is left to be done"
    parsed = json.loads(said("parse", str(issue)))
    assert parsed["articles"][1]["organisations"] == ["Quayside Board"]
    assert "linked" in said("link", "add", SECOND, "places", "대구")
    assert "Daegu  (by hand)" in said("link", "list", SECOND)
    assert "out" in said("link", "remove", SECOND, "organisations", "Quayside Board")
    assert "Quayside Board  (taken out by hand)" in said("link", "list", SECOND)
    said("annotate")
    assert "taken out" in said("link", "list", SECOND)
    assert "as the text says" in said("link", "reset", SECOND, "organisations", "Quayside Board")
    said("link", "remove", SECOND, "places", "Nowhere", status=1)
    said("link", "add", "nothing", "places", "Daegu", status=1)
    assert "all is well" in said("check")
