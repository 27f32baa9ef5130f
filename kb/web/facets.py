"""Facets over link tables, on Datasette's table pages: `{link: author}` among a table's facets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.database import QueryInterrupted
from datasette.facets import Facet

from kb.web.addresses import also, without
from kb.web.links import Link, link
from kb.web.stores import searcher


class LinkFacet(Facet):  # type: ignore[misc]
    """Counts the rows of a table by the names that they are linked to."""

    type = "link"

    async def suggest(self) -> list[dict[str, Any]]:
        return []

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        results, late = [], []
        if await searcher(self.ds, self.database) is None:
            return [], []
        for configured in self.get_configs():
            found = link(self.table, str(configured["config"].get("simple")))
            if found is None:
                continue
            try:
                results.append(await self._counted(found, configured["source"]))
            except QueryInterrupted:
                late.append(found.name)
        return results, late

    async def _counted(self, found: Link, source: str) -> dict[str, Any]:
        size = self.get_facet_size()
        rows = await self.ds.execute(
            self.database,
            found.counts(self.sql, size + 1),
            self.params,
            truncate=False,
            custom_time_limit=self.ds.setting("facet_time_limit_ms"),
        )
        return {
            "name": found.name,
            "type": self.type,
            "hideable": source != "metadata",
            "toggle_url": self.ds.urls.path(without(self.request, "_facet_link", found.name)),
            "results": [self._value(found, row) for row in rows.rows[:size]],
            "truncated": len(rows.rows) > size,
        }

    def _value(self, found: Link, row: Mapping[str, Any]) -> dict[str, Any]:
        chosen = row["value"] in self.request.args.getlist(found.argument)
        toggled = without if chosen else also
        here = toggled(self.request, found.argument, row["value"])
        return {
            "value": row["value"],
            "label": row["value"],
            "count": row["count"],
            "toggle_url": self.ds.absolute_url(self.request, self.ds.urls.path(here)),
            "selected": chosen,
        }
