"""Deadlines and events as a calendar (iCalendar, RFC 5545), for a program of calendars to
subscribe to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

_WIDTH = 73
"""A line has at most 75 octets; what goes on begins with a blank."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A date of an article, which is ISO 8601; `until` is the last day of an event of several."""

    article: str
    headline: str
    kind: str
    when: str
    until: str | None
    printed: str
    url: str | None = None


def calendar(entries: Iterable[Entry], made: datetime) -> str:
    """The calendar of those entries whose day is known."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kb//deadlines//EN"]
    for number, entry in enumerate((e for e in entries if len(e.when) >= 10), 1):
        lines += _event(entry, number, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(entry: Entry, number: int, made: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.article}-{entry.when.replace(':', '')}-{number}@kb"
    yield f"DTSTAMP:{made.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}"
    yield from _time(entry)
    said = "Deadline: " if entry.kind == "deadline" else ""
    yield f"SUMMARY:{_text(said + entry.headline)}"
    yield f"DESCRIPTION:{_text(entry.printed + ' (' + entry.article + ')')}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield "END:VEVENT"


def _time(entry: Entry) -> Iterator[str]:
    """A day as a day, a time in UTC where its zone is known, and as local time where not."""
    if len(entry.when) == 10:
        last = date.fromisoformat((entry.until or entry.when)[:10]) + timedelta(days=1)
        yield f"DTSTART;VALUE=DATE:{date.fromisoformat(entry.when):%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last:%Y%m%d}"
        return
    at = datetime.fromisoformat(entry.when)
    if at.tzinfo is None:
        yield f"DTSTART:{at:%Y%m%dT%H%M%S}"
    else:
        yield f"DTSTART:{at.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces that no letter is divided by, each but the first after a blank."""
    piece, lead = "", ""
    for letter in line:
        if len((lead + piece + letter).encode()) > _WIDTH:
            yield lead + piece
            piece, lead = "", " "
        piece += letter
    yield lead + piece
