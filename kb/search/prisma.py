"""The report of a saved search for a systematic review: the items of PRISMA-S that apply to it.

PRISMA-S (Rethlefsen et al. 2021, doi:10.1186/s13643-020-01542-z) has 16 items. Those that only the
reviewer knows are listed at the end, to be filled in.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.search.records import Doc
from kb.search.saved import Since

REVIEWER = (
    (2, "Multi-database searching: whether other databases were searched at the same time"),
    (3, "Study registries"),
    (4, "Online resources and browsing"),
    (5, "Citation searching"),
    (6, "Contacts"),
    (7, "Other methods"),
    (11, "Prior work: whether the strategy was taken over from another review"),
    (14, "Peer review of the strategy"),
    (16, "Deduplication against what other databases gave"),
)


def report(name: str, saved: Doc, changes: Since) -> str:
    """The report as text; `name` is the collection's."""
    heading = f"Search report: {saved['name']}"
    return "\n".join([heading, "=" * len(heading), "", *_items(name, saved, changes), ""])


def _items(name: str, saved: Doc, changes: Since) -> Iterator[str]:
    made = saved["made_with"]
    sizes = saved["collection"]
    yield "Items of PRISMA-S (doi:10.1186/s13643-020-01542-z)."
    yield ""
    yield f"1. Database name: {name}, a collection of newsletters and literature in kb {made['kb']}"
    yield (
        f"   ({sizes['issue']:,} issues with {sizes['article']:,} articles, and "
        f"{sizes['literature']:,} records of literature; revision {saved['revision']};"
    )
    yield f"   analysis of text {made['analysis']})."
    yield from _strategy(saved)
    yield from _limits(saved)
    yield "12. Updates: " + _updates(changes)
    yield f"13. Date of the search: {saved['at']}, by {saved['who']}."
    yield f"15. Total records: {saved['total']:,}."
    if saved["collection"].get("merged"):
        yield (
            f"16. Deduplication: {saved['collection']['merged']:,} records of the collection were "
            "merged into others; each work counts once."
        )
    yield ""
    yield "To be filled in by the reviewer:"
    yield from (f"{number}. {item}" for number, item in REVIEWER)


def _strategy(saved: Doc) -> Iterator[str]:
    yield "8. Full search strategy, as typed, in Whoosh's query language (bare words: any of them,"
    yield "   ranked; records with all of them first):"
    yield ""
    yield f"   {saved['query'] or '*:*'}" if saved["like"] is None else f"   like:{saved['like']}"
    yield ""
    if saved["also"]:
        yield f"   Synonyms that were searched as well: {'; '.join(saved['also'])}."
    elif saved["exact"]:
        yield "   Synonyms were switched off."
    yield from (f"   Note: {note}." for note in saved["notes"])
    yield f"   Order: {saved['sort']}."


def _limits(saved: Doc) -> Iterator[str]:
    chosen: dict[str, list[str]] = {}
    for facet, value in saved["filters"]:
        chosen.setdefault(facet, []).append(value)
    said = "; ".join(f"{facet} is {' or '.join(values)}" for facet, values in chosen.items())
    yield f"9. Limits and restrictions: {said or 'none'}."
    yield "10. Search filters: none."


def _updates(changes: Since) -> str:
    if changes.nothing:
        return f"run again at revision {changes.revision}, it finds the same records."
    return (
        f"run again at revision {changes.revision}, it finds {changes.total:,} records: "
        f"{len(changes.added):,} new; {len(changes.gone):,} of the list are not found any more, "
        f"{len(changes.removed):,} were removed, {len(changes.merged):,} were merged into others, "
        f"{len(changes.changed):,} were changed."
    )
