"""kb deadlines: what closes soon, and a calendar of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kb.cli.options import store_option
from kb.exports.calendar import Entry, calendar
from kb.store import Store


@click.command()
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day (YYYY-MM-DD). Default: today.",
)
@click.option("--days", type=click.IntRange(1), help="Only what lies within so many days.")
@click.option("--events", is_flag=True, help="Events as well, not deadlines alone.")
@click.option("--ics", is_flag=True, help="As a calendar (iCalendar, RFC 5545).")
@store_option
def deadlines(
    since: datetime | None, days: int | None, events: bool, ics: bool, store: Path
) -> None:
    """List the deadlines that are to come, the next one first."""
    first = (since or datetime.now()).date()
    with Store.open(store) as opened:
        found = [Entry(**row) for row in opened.deadlines(first, days, events=events)]
    if ics:
        click.echo(calendar(found, datetime.now().astimezone()), nl=False)
        return
    for entry in found:
        what = "" if entry.kind == "deadline" else " (event)"
        click.echo(f"{entry.when}  {entry.article}  {entry.headline}{what}")
