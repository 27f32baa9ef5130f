"""Deadlines and events as a calendar that programs subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from kb.folding import fold

SEOUL = ZoneInfo("Asia/Seoul")


@dataclass(frozen=True, slots=True)
class Entry:
    """A date of an article, ISO 8601 at the precision printed; `until` is an event's last day.

    `changed` is when the article's record changed last.
    """

    article: str
    headline: str
    kind: str
    when: str
    until: str | None
    printed: str
    url: str | None = None
    line: int | None = None
    changed: str | None = None

    @property
    def has_day(self) -> bool:
        """Whether a day is printed: of "May 2022" no calendar can say on which it is."""
        return len(self.when) >= 10


def calendar(
    entries: Iterable[Entry],
    made: datetime | None = None,
    *,
    store: str = "",
    name: str = "Deadlines",
    zone: tzinfo | None = None,
    address: Callable[[str], str] | None = None,
) -> str:
    """The calendar of those entries whose day is printed; the others would need one made up.

    `store` is the store's token: with it an entry keeps its UID in every calendar of the store, and
    no other store has that. `made` is when entries changed of which that is not known, by default
    now. Times whose zone is not printed are those of `zone`, or local where
    none is given. `address` gives the page of an article, which is linked.
    """
    whole = Calendar()
    whole.add("prodid", "-//kb//deadlines//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", name)
    seen = Counter[str]()
    for entry in entries:
        if entry.has_day:
            said = f"{entry.kind} {fold(entry.printed)}"
            seen[f"{entry.article} {said}"] += 1
            uid = _uid(entry.article, f"{said} {seen[f'{entry.article} {said}']}", store)
            whole.add_component(_event(entry, uid, made, zone, address))
    whole.add_missing_timezones()
    return str(whole.to_ical().decode())


def without_day(entries: Sequence[Entry]) -> int:
    """How many entries a calendar leaves out."""
    return sum(not entry.has_day for entry in entries)


def _uid(article: str, said: str, store: str) -> str:
    """The same for the same words of an article, whatever day they are read as."""
    of_store = f"{store[:12]}." if store else ""
    return f"{article}-{hashlib.sha256(said.encode()).hexdigest()[:12]}@{of_store}kb"


def _event(
    entry: Entry,
    uid: str,
    made: datetime | None,
    zone: tzinfo | None,
    address: Callable[[str], str] | None,
) -> Event:
    known = datetime.fromisoformat(entry.changed) if entry.changed else made
    changed = (known or datetime.now(timezone.utc)).astimezone(timezone.utc)
    start, end = _span(entry, zone)
    link = address(entry.article) if address else entry.url
    where = f", line {entry.line}" if entry.line else ""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", start)
    if end is not None:
        event.add("dtend", end)
    event.add("summary", f"{'Deadline: ' * (entry.kind == 'deadline')}{entry.headline}")
    event.add("description", f"{entry.printed}\n{entry.article}{where}")
    event.add("categories", [entry.kind])
    event.add("transp", "TRANSPARENT")
    if link:
        event.add("url", link)
    return event


def _span(entry: Entry, zone: tzinfo | None) -> tuple[date, date | None]:
    """When it begins and ends. What has a last day, or no time, takes whole days.

    An end is the first moment that is no part of it (RFC 5545, 3.6.1).
    """
    last = entry.until[:10] if entry.until and len(entry.until) >= 10 else None
    if len(entry.when) == 10 or last is not None:
        first = date.fromisoformat(entry.when[:10])
        return first, date.fromisoformat(last or entry.when) + timedelta(days=1)
    at = datetime.fromisoformat(entry.when)
    if at.tzinfo is None:
        return (at.replace(tzinfo=zone) if zone else at), None
    if at.utcoffset() == at.astimezone(SEOUL).utcoffset():
        return at.astimezone(SEOUL), None
    return at.astimezone(timezone.utc), None
