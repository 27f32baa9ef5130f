"""kb search."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.cli.lines import input_lines
from kb.cli.options import index_option, open_backend, store_option, who_option
from kb.cli.searched import Searched
from kb.lazily import Lazily
from kb.search.backend import SORTS
from kb.search.engine import Request
from kb.search.engine import search as run_search
from kb.search.filters import KINDS
from kb.search.schema import USUAL
from kb.search.thesaurus import thesaurus_of
from kb.store import Store

if TYPE_CHECKING:
    import kb.cli.saved as saved_searches
    import kb.search.help as query_help
else:
    query_help = Lazily("kb.search.help")
    saved_searches = Lazily("kb.cli.saved")

_MARK = re.compile("<mark>(.*?)</mark>")
_PLACE = ("section", "issue_label")


@click.command()
@click.argument("query", required=False)
@click.option("--kind", type=click.Choice(KINDS), help="Only articles, or only literature.")
@click.option(
    "--facet",
    "facets",
    metavar="NAME=VALUE",
    multiple=True,
    help="Narrow to a facet's value, as place=Daegu or year=2021..2023; repeatable.",
)
@click.option(
    "--count",
    "counted",
    metavar="FACET",
    multiple=True,
    help="A facet to count, in place of the usual ones; repeatable.",
)
@click.option("--sort", type=click.Choice(SORTS), default=SORTS[0], show_default=True)
@click.option("--limit", type=click.IntRange(min=0), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(min=0), default=0)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--batch", is_flag=True, help="Queries on standard input, a JSON object a line.")
@click.option("--no-snippets", is_flag=True, help="Leave the snippets out.")
@click.option(
    "--exact-words", "exact", is_flag=True, help="Only the names as typed, without synonyms."
)
@click.option("--like", metavar="ID", help="What resembles a record, in place of a QUERY.")
@click.option("--save", "save_as", metavar="NAME", help="Keep the search and all that it finds.")
@click.option("--saved", metavar="NAME", help="A saved search, and what has changed since.")
@click.option("--list-saved", is_flag=True, help="The saved searches.")
@click.option("--report", metavar="NAME", help="The report of a saved search, after PRISMA-S.")
@click.option("--help-query", is_flag=True, help="The query language, with examples.")
@store_option
@index_option
@who_option
def search(
    query: str | None,
    store: Path,
    index_url: str | None,
    who: str,
    as_json: bool,
    batch: bool,
    no_snippets: bool,
    help_query: bool,
    save_as: str | None,
    **options: Any,
) -> None:
    """Search articles and literature; the query language is Whoosh's.

    \b
    smart city                    either word, both first
    "smart city"~3                near one another
    place:대구 year:2022          in a field
    date:[2021 TO 2022-03]        in a range
    --help-query                  says it all
    """
    if help_query:
        click.echo("\n".join(query_help.plain()))
        return
    saved, listed, report = (options.pop(name) for name in ("saved", "list_saved", "report"))
    ways = (query is not None, batch, options["like"], saved, listed, report)
    if sum(map(bool, ways)) != 1:
        raise click.UsageError(
            "give a QUERY, or --batch and queries on standard input, or one of --like, --saved, "
            "--list-saved and --report"
        )
    if save_as is not None and (batch or saved or listed or report):
        raise click.UsageError("--save takes a QUERY or --like")
    options["facets"] = tuple(_facet(text) for text in options["facets"])
    options["counted"] = options["counted"] or USUAL
    request = Request(query or "", snippets=not no_snippets, **options)
    with Store.open(store, write=save_as is not None) as opened:
        if listed:
            saved_searches.list_saved(opened, as_json=as_json)
            return
        searched = Searched(opened, open_backend(opened, index_url), thesaurus_of(opened))
        if request.like is not None:
            request = replace(request, like=opened.record(request.like)["id"])
        if saved:
            part = (request.offset, request.offset + request.limit)
            saved_searches.open_saved(searched, saved, part, as_json=as_json)
        elif report:
            saved_searches.print_report(searched, report)
        elif batch:
            _print_batch(searched, request)
        else:
            _print_one(searched, request, as_json=as_json)
            if save_as is not None:
                saved_searches.save(searched, request, save_as, who)


def _facet(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise click.UsageError(f"--facet takes NAME=VALUE, not {text!r}")
    return name, value


def _print_batch(searched: Searched, request: Request) -> None:
    for line in input_lines():
        answer = run_search(
            searched.backend, searched.store, replace(request, query=line), searched.thesaurus
        )
        click.echo(json.dumps(answer.to_json(), ensure_ascii=False))


def _print_one(searched: Searched, request: Request, *, as_json: bool) -> None:
    store = searched.store
    answer = run_search(searched.backend, store, request, searched.thesaurus).to_json()
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for note in answer["notes"]:
        click.echo(f"Note: {note}", err=True)
    if answer["also"]:
        click.echo(f"Also searched: {', '.join(answer['also'])} (--exact-words does not)")
    if answer["suggestion"]:
        click.echo(f"Did you mean: {answer['suggestion']}")
    results = "1 result" if answer["total"] == 1 else f"{answer['total']} results"
    click.echo(f"{results} ({answer['took_ms']:.1f} ms)")
    documents = {d["id"]: d for d in store.documents([hit["id"] for hit in answer["hits"]])}
    for number, hit in enumerate(answer["hits"], request.offset + 1):
        click.echo("\n".join(_hit_lines(number, hit, documents.get(hit["id"], {}))))
    if answer["hits"]:
        click.echo("\n".join(_facet_lines(answer["facets"])))


def _hit_lines(number: int, hit: dict[str, Any], document: dict[str, Any]) -> Iterator[str]:
    yield f"\n{number:>3}. {click.style(hit['title'], bold=True)}"
    place = [str(document[name]) for name in _PLACE if document.get(name)]
    place += [mention["label"] for mention in document.get("mentions", ())]
    yield "     " + " · ".join([hit["kind"], *place, *filter(None, [hit["date"]]), hit["id"]])
    if hit["snippet"]:
        yield f"     {_marked(hit['snippet'])}"


def _marked(snippet: str) -> str:
    """A snippet for a terminal: what matched is bold, or between ‹ and › in a file."""
    bold = sys.stdout.isatty()
    text = _MARK.sub(lambda m: click.style(m[1], bold=True) if bold else f"‹{m[1]}›", snippet)
    return html.unescape(text)


def _facet_lines(facets: dict[str, Sequence[Sequence[Any]]]) -> Iterator[str]:
    yield ""
    for name, counts in facets.items():
        if counts:
            shown = " · ".join(f"{value} {count}" for value, count in counts[:8])
            yield f"{name + ':':13} {shown}"
