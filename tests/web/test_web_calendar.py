"""The calendar of deadlines and events, and its feed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from kb.store import Store
from kb.web import calendar_page, words
from tests.web.visiting import Website, website_of

TODAY = date(2030, 5, 15)


@pytest.fixture
def dated(own: Path) -> Path:
    """A store with dates of every kind around a day."""
    dates = (
        ("deadline", "2030-05-14T18:00:00+09:00", None, "over"),
        ("deadline", "2030-05-15", None, "today"),
        ("event", "2030-05-13", "2030-05-16", "going on"),
        ("event", "2030-06-14", None, "within thirty days"),
        ("deadline", "2030-06-15", None, "after thirty days"),
        ("deadline", "2030-05", None, "some time in May"),
        ("deadline", "2031-01-31T09:30:00", None, "far away"),
    )
    with Store.open(own, write=True) as store:
        (article,) = store.db.execute("SELECT id FROM articles LIMIT 1").fetchone()
        store.db.execute("DELETE FROM deadlines")
        for kind, when, until, printed in dates:
            row = {"article": article, "line": 4, "printed": printed, "kind": kind}
            store.db.utils.table("deadlines").insert({**row, "date": when, "until": until})
    return own


def rows_of(store: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(store)
    conn.row_factory = sqlite3.Row
    return conn


def test_what_is_over_and_what_is_to_come(dated: Path) -> None:
    with closing(rows_of(dated)) as conn:
        coming = [row["printed"] for row in calendar_page.since(conn, TODAY)]
        over = [row["printed"] for row in calendar_page.before(conn, TODAY)]
    assert coming == [
        "some time in May",
        "going on",
        "today",
        "within thirty days",
        "after thirty days",
        "far away",
    ]
    assert over == ["over"]


def test_closing_soon_is_the_next_thirty_days(dated: Path) -> None:
    with closing(rows_of(dated)) as conn:
        soon = [row["printed"] for row in calendar_page.closing_soon(conn, TODAY)]
        assert soon == ["some time in May", "going on", "today", "within thirty days"]
        assert len(calendar_page.closing_soon(conn, TODAY, 2)) == 2


def test_queries_read_an_index(dated: Path) -> None:
    with closing(rows_of(dated)) as conn:
        for sql in (calendar_page.FROM, calendar_page.BEFORE):
            values = {"day": "2030-05-15", "month": "2030-05", "floor": "2030-04-01", "size": 5}
            plan = conn.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
            assert "deadlines_date" in plan[0]["detail"]
            assert not [step for step in plan if "TEMP B-TREE FOR ORDER BY" in step["detail"]]


def test_from_a_day_on_by_month(dated: Path) -> None:
    with website_of(dated) as website:
        page = website.get("/calendar", **{"from": "2030-05-15"})
        months = [h3.get_text() for h3 in page.all("h3")]
        assert months == ["May 2030", "June 2030", "January 2031"]
        assert "From 15 May 2030" in page.words()
        assert "13 May 2030 – 16 May 2030" in page.words()
        assert "31 January 2031, 09:30" in page.words()
        earlier = website.follow(page, "Earlier")
        assert "14 May 2030, 18:00 (UTC+09:00)" in earlier.words()
        assert website.get("/calendar?from=2030-06").words().count("Deadline ·") == 2


def test_entries_show_the_words_as_printed_and_their_line(website: Website) -> None:
    page = website.get("/calendar")
    assert "Nothing ends or takes place within 30 days" in page.words()
    assert "29 April 2022, 18:00 (UTC+09:00)" in page.words()
    assert "“29 April 2022, 18:00 KST”" in page.words()
    assert len(page.all(".kb-calendar li")) == 6
    assert website.follow(page, "Smart City Korea No. 27, line 12").status == 200
    assert page.all(".kb-calendar time")[0]["datetime"] == "2022-05-20T18:00:00+09:00"


def test_a_day_that_is_none_is_today(website: Website) -> None:
    for given in ("x", "2022-13", "2022-02-30", ""):
        assert (
            website.get("/calendar", **{"from": given}).words() == website.get("/calendar").words()
        )
    assert website.get("/calendar?from=0001-01-01").status == 200
    assert "No date is named from here on" in website.get("/calendar?from=9999-01").words()


def test_later_pages_go_on_where_one_ends(
    website: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_page, "SIZE", 2)
    page = website.get("/calendar?from=2021-01")
    seen = [time["datetime"] for time in page.all("time")]
    while "Later" in page.links():
        page = website.follow(page, "Later")
        seen += [time["datetime"] for time in page.all("time")]
    assert len(set(map(str, seen))) == 6


def test_the_feed_is_a_calendar(own: Path) -> None:
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    with Store.open(own, write=True) as store:
        store.db.execute("UPDATE deadlines SET date = ?, until = NULL WHERE id = 1", [tomorrow])
        (article,) = store.db.execute("SELECT article FROM deadlines WHERE id = 1").fetchone()
    with website_of(own) as website:
        feed = website.get("/calendar.ics")
        assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
        assert feed.text.startswith("BEGIN:VCALENDAR\r\n")
        assert feed.text.count("BEGIN:VEVENT") == 1
        assert f"DTSTART;VALUE=DATE:{tomorrow.replace('-', '')}" in feed.text
        unfolded = feed.text.replace("\r\n ", "")
        assert f"URL:http://localhost/kb/articles/{article}\r\n" in unfolded
        assert website.get("/calendar").links()["Subscribe in a calendar"] == "/calendar.ics"
        assert tomorrow in str(website.get("/calendar").all("time")[0]["datetime"])


@pytest.mark.parametrize(
    ("iso", "until", "said"),
    [
        ("2022-04-29T18:00:00+09:00", None, "29 April 2022, 18:00 (UTC+09:00)"),
        ("2022-04-29T18:00:00", None, "29 April 2022, 18:00"),
        ("2022-04-29", "2022-05-01", "29 April 2022 – 1 May 2022"),
        ("2022-04-29", "2022-04-29", "29 April 2022"),
        ("2022-04", None, "April 2022"),
        ("2022-04-29Tx", None, "29 April 2022"),
    ],
)
def test_moments_in_words(iso: str, until: str | None, said: str) -> None:
    assert words.moment(iso, until) == said
