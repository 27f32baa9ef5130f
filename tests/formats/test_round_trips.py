"""What goes out in BibTeX, RIS, CSL-JSON or MARCXML comes in again as it was, all of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kb.exports import exporter
from kb.references.importing import read_bibliography
from tests.formats.items import items


def there_and_back(name: str, item: dict[str, Any], other: dict[str, Any]) -> None:
    documents = [{"kind": "literature", "id": one["id"], "csl": one} for one in (item, other)]
    text = "".join(exporter(name)(documents))
    taken = read_bibliography(text.encode(), f"export.{name}")
    assert not taken.problems, text
    assert [entry.item for entry in taken.entries] == [item, other], text


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json", "marcxml"])
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(item=items(), other=items())
def test_nothing_is_lost_on_the_way(name: str, item: dict[str, Any], other: dict[str, Any]) -> None:
    there_and_back(name, item, {**other, "id": item["id"] + "b"})
