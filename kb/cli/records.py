"""kb show, remove, undo and history."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kb.cli.options import changing, index_option, store_option, who_option
from kb.exports.parse_json import with_pages
from kb.references.csl import from_csl
from kb.store import Store
from kb.store.names import display
from kb.store.rows import Doc


@click.command()
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="The whole record as JSON.")
@store_option
def show(id: str, as_json: bool, store: Path) -> None:
    """Show an issue, an article or a literature record, and where it comes from."""
    with Store.open(store) as opened:
        doc = opened.record(id)
        merged = doc["id"] if doc["id"] != id else None
        issue = doc["kind"] == "issue"
        doc = _paged(doc) if issue else next(opened.documents([doc["id"]]))
        if as_json:
            click.echo(json.dumps(doc, ensure_ascii=False))
        else:
            if merged:
                click.echo(f"{id} was merged into {merged}\n")
            click.echo("\n".join(_SHOW[doc["kind"]](opened, doc)))


def _paged(issue: Doc) -> Doc:
    """An issue's document with the pages of its parts beside their lines."""
    starts = issue["source"].get("pages", ())
    parts = {
        name: [with_pages(part, starts) for part in issue[name]]
        for name in ("headings", "references")
    }
    return {**with_pages(issue, starts), **parts}


def _issue(store: Store, doc: Doc) -> Iterator[str]:
    yield f"{doc['series'] or doc['title'] or doc['id']} {_('No. ', doc['number'])}".strip()
    yield from _fields(
        date=doc["date"],
        publisher=doc["publisher"],
        language=doc["language"],
        url=doc["url"],
        file=doc["source"]["path"],
        family=doc["source"].get("family"),
    )
    sql = """SELECT articles.id, headline, sections.name FROM articles
             LEFT JOIN sections ON sections.id = section WHERE issue = ? ORDER BY position"""
    section = None
    for identifier, headline, name in store.db.conn.execute(sql, [doc["id"]]):
        if name != section:
            section = name
            yield f"\n{section}"
        yield f"  {identifier}  {headline}"
    if doc["references"]:
        yield "\nLiterature"
    for reference in doc["references"]:
        where = _where(reference)
        yield f"  {reference['literature'] or reference['problem']}  ({where})"


def _article(store: Store, doc: Doc) -> Iterator[str]:
    yield doc["headline"]
    yield from _fields(
        subtitle=doc["subtitle"],
        date=doc["date"],
        sources=", ".join(doc["sources"]),
        section=doc["section"],
        feature=doc["feature"],
        url=doc["url"],
        printed=f"{doc['issue_label']} ({doc['issue']}), {_where(doc)}",
        edited=", ".join(doc["edited"]),
    )
    yield f"\n{doc['body']}"


def _literature(store: Store, doc: Doc) -> Iterator[str]:
    record = from_csl(doc["csl"])
    yield record.title or doc["id"]
    names = {
        role: "; ".join(display(name) for name in doc["csl"].get(role) or ())
        for role in ("author", "editor", "compiler")
    }
    yield from _fields(
        type=record.type,
        **names,
        journal=record.container_title,
        volume=record.volume,
        issue=record.issue,
        pages=record.page,
        issued=record.issued,
        publisher=record.publisher,
        doi=record.DOI,
        url=record.URL,
        language=record.language,
        note=record.note,
        merged=", ".join(store.merged_into(doc["id"])),
        edited=", ".join(doc["edited"]),
    )
    if record.abstract:
        yield f"\n{record.abstract}"
    for mention in doc["mentions"]:
        where = f"{mention['label']} ({mention['issue']}), {_where(mention)}"
        yield f"\nListed in {where}:"
        yield from (f"  {line}" for line in mention["raw"].split("\n"))


_SHOW = {"issue": _issue, "article": _article, "literature": _literature}


def _fields(**fields: str | None) -> Iterator[str]:
    yield from (f"{name + ':':11} {value}" for name, value in fields.items() if value)


def _where(part: Doc) -> str:
    """ "lines 64–67, page 3": where in the text as read, and where in a file that has pages."""
    lines = f"lines {_span(part['lines'])}"
    if not part["pages"]:
        return lines
    return f"{lines}, page{'s' * (len(set(part['pages'])) > 1)} {_span(part['pages'])}"


def _span(lines: list[int]) -> str:
    return "–".join(str(line) for line in dict.fromkeys(lines))


def _(label: str, value: Any) -> str:
    return f"{label}{value}" if value else ""


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@store_option
@index_option
@who_option
def remove(ids: tuple[str, ...], store: Path, index_url: str | None, who: str) -> None:
    """Take issues, articles or records out again; kb undo brings them back."""
    with changing(store, index_url) as opened:
        number = opened.remove(ids, who)
        click.echo(f"change {number}: removed {', '.join(ids)} (kb undo {number} brings back)")


@click.command()
@click.argument("change", type=click.IntRange(1, 2**63 - 1))
@store_option
@index_option
@who_option
def undo(change: int, store: Path, index_url: str | None, who: str) -> None:
    """Take a change back, by its number."""
    with changing(store, index_url) as opened:
        number = opened.undo(change, who)
        if number is None:
            click.echo(f"change {change} was taken back already; nothing to do")
        else:
            click.echo(f"change {number}: took change {change} back")


@click.command()
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a change.")
@store_option
def history(id: str, as_json: bool, store: Path) -> None:
    """Show every change of a record."""
    with Store.open(store) as opened:
        for change in opened.history(id):
            if as_json:
                fields = {name: getattr(change, name) for name in type(change).__slots__}
                click.echo(json.dumps(fields, ensure_ascii=False))
            else:
                what = _what(change.before, change.after)
                click.echo(f"{change.part_of:>6}  {change.at}  {change.who}: {change.why}; {what}")


def _what(before: Doc | None, after: Doc | None) -> str:
    if before is None or after is None:
        return "created" if before is None else "removed"
    old, new = ({**d, **d.get("csl", {})} for d in (before, after))
    names = [n for n in {**old, **new} if old.get(n) != new.get(n) and n not in ("csl", "edited")]
    return "changed " + ", ".join(names) if names else "changed"
