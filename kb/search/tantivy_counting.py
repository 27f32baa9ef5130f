"""The most frequent values of facets, counted by Tantivy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.search import schema
from kb.search.facets import ranked

# Values that are asked for at first, and the most of all facets of one question.
FIRST, MOST = 256, 65_000


def counts(
    searcher: Any, query: Any, names: Sequence[str], limit: int
) -> dict[str, list[tuple[str, int]]]:
    """How many documents of the query have each value: the most frequent first, ties by value.

    Few values are asked for first. Where that leaves open which are the most frequent, since ties
    run over the end or since a part of the index had more values than it reported, the facet is
    asked again by itself. Beyond MOST values with the same count, which of them are shown is open.
    """
    found = _asked(searcher, query, names, min(max(FIRST, limit + 1), MOST // len(names)))
    for name, buckets in found.items():
        if not _settled(searcher, buckets, limit):
            found |= _asked(searcher, query, [name], MOST)
    return {
        name: ranked(
            ((str(each["key"]), int(each["doc_count"])) for each in answer["buckets"]), limit
        )
        for name, answer in found.items()
    }


def _asked(searcher: Any, query: Any, names: Sequence[str], size: int) -> dict[str, Any]:
    wanted = {name: {"terms": {"field": schema.facet_of(name), "size": size}} for name in names}
    answer: dict[str, Any] = searcher.aggregate(query, wanted)
    return answer


def _settled(searcher: Any, answer: dict[str, Any], limit: int) -> bool:
    """Whether the first `limit` values are sure, and their counts."""
    buckets = answer["buckets"]
    if not answer["sum_other_doc_count"] or not limit:
        return True
    if limit > len(buckets):
        return False
    exact = searcher.num_segments == 1 or not answer["doc_count_error_upper_bound"]
    return bool(exact and buckets[limit - 1]["doc_count"] > buckets[-1]["doc_count"])
