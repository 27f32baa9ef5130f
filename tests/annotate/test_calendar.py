"""The calendar of deadlines, read back by a library that did not write it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject  # type: ignore[import-untyped]

from kb.cli import run
from kb.exports.calendar import Entry, calendar, without_day
from kb.store import Store
from kb.store.save import Saved
from tests.places import CORPUS

ENTRY = Entry(
    article="a-1",
    headline="A call; with, signs\\ and a headline that goes on until no line can hold it 서울",
    kind="deadline",
    when="2022-04-29T18:00:00+09:00",
    until=None,
    printed="until April 29, 18:00 (KST)",
    line=7,
    changed="2022-03-01T10:00:00+00:00",
    url="https://example.org/call",
)
TOKEN = "0123456789abcdef" * 2


def events(text: str) -> list[Any]:
    read = vobject.readOne(text)
    return list(read.contents.get("vevent", []))


def one(entry: Entry, **more: Any) -> Any:
    (event,) = events(calendar([entry], store=TOKEN, **more))
    return event


def test_what_is_written_is_read_back() -> None:
    event = one(ENTRY)
    assert event.summary.value == f"Deadline: {ENTRY.headline}"
    assert event.description.value.startswith("until April 29, 18:00 (KST)\na-1, line 7")
    assert event.url.value == "https://example.org/call"
    assert event.dtstart.value == datetime(2022, 4, 29, 9, tzinfo=timezone.utc)
    assert event.dtstamp.value == datetime(2022, 3, 1, 10, tzinfo=timezone.utc)
    lines = calendar([ENTRY], store=TOKEN).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)


def test_korean_time_is_that_of_seoul_and_says_what_that_is() -> None:
    text = calendar([ENTRY], store=TOKEN)
    assert "DTSTART;TZID=Asia/Seoul:20220429T180000" in text
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZID:Asia/Seoul" in text
    elsewhere = replace(ENTRY, when="2022-04-29T18:00:00-05:00")
    assert "DTSTART:20220429T230000Z" in calendar([elsewhere], store=TOKEN)


def test_a_time_without_a_zone_stays_local_unless_one_is_given() -> None:
    entry = replace(ENTRY, when="2022-04-29T18:00:00")
    assert one(entry).dtstart.value == datetime(2022, 4, 29, 18)
    in_zone = one(entry, zone=ZoneInfo("Asia/Seoul")).dtstart.value
    assert in_zone == datetime(2022, 4, 29, 9, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("when", "until", "days"),
    [
        ("2022-10-12", None, 1),
        ("2022-10-12", "2022-10-14", 3),
        ("2022-10-12T10:00:00+09:00", "2022-10-14", 3),
    ],
)
def test_days_are_whole_days(when: str, until: str | None, days: int) -> None:
    event = one(replace(ENTRY, when=when, until=until, kind="event"))
    assert event.dtstart.value == date(2022, 10, 12)
    assert event.dtend.value - event.dtstart.value == timedelta(days)
    assert event.summary.value == ENTRY.headline


def test_no_day_is_made_up_for_a_month() -> None:
    month = replace(ENTRY, when="2022-05", printed="by May 2022")
    assert events(calendar([month], store=TOKEN)) == []
    assert without_day([month, ENTRY]) == 1


def test_an_entry_keeps_its_uid() -> None:
    """Whatever else is there, and when its day is read otherwise; no other store has it."""
    other = replace(ENTRY, article="a-2")
    alone = one(ENTRY).uid.value
    both = [event.uid.value for event in events(calendar([other, ENTRY], store=TOKEN))]
    assert both[1] == alone
    assert len(set(both)) == 2
    assert one(replace(ENTRY, when="2022-04-30", headline="B")).uid.value == alone
    twice = [event.uid.value for event in events(calendar([ENTRY, ENTRY], store=TOKEN))]
    assert len(set(twice)) == 2
    assert one(replace(ENTRY, when="2022-04-30")).uid.value == alone
    (elsewhere,) = events(calendar([ENTRY], store="f" * 32))
    assert elsewhere.uid.value != alone


def test_a_page_of_the_site_is_linked_where_there_is_one() -> None:
    assert one(ENTRY, address=lambda i: f"https://kb.test/{i}").url.value == "https://kb.test/a-1"


def test_the_store_gives_what_closes_soon(
    store: Store, put: Callable[..., Saved], text_27: str
) -> None:
    put(text_27)
    soon = list(store.deadlines(date(2022, 4, 20), 14))
    assert [(row["article"], row["when"]) for row in soon] == [
        ("smartcity-korea-27-01", "2022-04-29T18:00:00+09:00")
    ]
    assert list(store.deadlines(date(2022, 4, 20), 14, articles=["another"])) == []
    assert len(list(store.deadlines(None))) == 2
    assert list(store.deadlines(date(2022, 6, 1))) == []
    with store.db.conn:
        store.db.conn.execute("UPDATE deadlines SET date = '2022-04'")
    assert len(list(store.deadlines(date(2022, 4, 20)))) == 2, "the month is not over"
    assert list(store.deadlines(date(2022, 5, 1))) == []


def test_the_command_lists_and_writes_a_calendar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kb = ["--store", str(tmp_path / "kb.db")]
    run(["ingest", str(CORPUS / "smartcity-korea-27.txt"), *kb])
    capsys.readouterr()
    since = ["--since", "2022-04-20"]
    assert run(["deadlines", *since, "--days", "14", *kb]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("2022-04-29T18:00:00+09:00  smartcity-korea-27-01")
    assert run(["deadlines", *since, "--format", "ics", "--site", "https://kb.test/kb", *kb]) == 0
    found = events(capsys.readouterr().out)
    assert found[0].url.value == "https://kb.test/kb/articles/smartcity-korea-27-01"
    assert run(["deadlines", *since, "--ics", *kb]) == 0
    assert len(events(capsys.readouterr().out)) == 2
    assert run(["deadlines", "--all", "--format", "json", "--query", "id:nothing", *kb]) == 0
    assert capsys.readouterr().out == ""
    assert run(["deadlines", "--all", "--events", "--format", "json", *kb]) == 0
    assert all(json.loads(line)["when"] for line in capsys.readouterr().out.splitlines())
    assert run(["deadlines", "--since", "tomorrow", *kb]) == 2
    assert run(["deadlines", "--zone", "Mars/Base", *kb]) == 2
    assert run(["deadlines", "--all", "--days", "3", *kb]) == 2
