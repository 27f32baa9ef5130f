"""kb deadlines: what closes soon, as a list, as JSON lines or as a calendar."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from kb.cli.options import index_option, open_backend, store_option
from kb.exports.calendar import Entry, calendar, without_day
from kb.search.engine import matching_ids
from kb.search.thesaurus import thesaurus_of
from kb.store import Store


def _zone(_: click.Context, __: click.Parameter, name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.BadParameter(f"{name} is no time zone; one is Asia/Seoul") from error


@click.command()
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day (YYYY-MM-DD). Default: today.",
)
@click.option("--days", type=click.IntRange(1, 36500), help="Only what lies within so many days.")
@click.option("--all", "everything", is_flag=True, help="What is past as well.")
@click.option("--events", is_flag=True, help="Events as well, not deadlines alone.")
@click.option("--query", help="Only those of articles that a search finds.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["list", "json", "ics"]),
    default="list",
    show_default=True,
    help="A line each, a JSON object each, or a calendar (iCalendar, RFC 5545).",
)
@click.option("--ics", is_flag=True, help="The same as --format ics.")
@click.option("--zone", callback=_zone, help="The zone of times that state none: Asia/Seoul.")
@click.option("--site", help="Where your website has the store (https://…/kb), for links.")
@store_option
@index_option
def deadlines(
    since: datetime | None,
    days: int | None,
    everything: bool,
    events: bool,
    query: str | None,
    form: str,
    ics: bool,
    zone: ZoneInfo | None,
    site: str | None,
    store: Path,
    index_url: str | None,
) -> None:
    """List the deadlines that are to come, the next one first."""
    if everything and (since or days):
        raise click.UsageError("--all has no first day; leave out --since and --days")
    first = None if everything else (since or datetime.now()).date()
    with Store.open(store) as opened:
        articles = _matching(opened, query, index_url) if query is not None else None
        rows = opened.deadlines(first, days, events=events, articles=articles)
        found = [Entry(**row) for row in rows]
        token = opened.token
    if ics or form == "ics":
        address = None if site is None else partial(_page, site)
        click.echo(calendar(found, store=token, zone=zone, address=address), nl=False)
        if left := without_day(found):
            click.echo(f"kb: {left} without a day are left out; --format list shows them", err=True)
        return
    for entry in found:
        if form == "json":
            click.echo(json.dumps(asdict(entry), ensure_ascii=False))
        else:
            what = "" if entry.kind == "deadline" else " (event)"
            click.echo(f"{entry.when}  {entry.article}  {entry.headline}{what}")


def _page(site: str, article: str) -> str:
    return f"{site.rstrip('/')}/articles/{quote(article)}"


def _matching(store: Store, query: str, index_url: str | None) -> list[str]:
    backend = open_backend(store, index_url)
    try:
        return matching_ids(backend, query, thesaurus=thesaurus_of(store))
    finally:
        backend.close()
