"""metadata.yml: where it is, and what it says of stores whose databases have other names."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from kb.web import compat
from kb.web.stores import searchers

if TYPE_CHECKING:
    from datasette.app import Datasette

# The name under which metadata.yml describes a store's tables.
NAME = "kb"


def metadata_path() -> Path:
    """metadata.yml as installed with the package, or at the top of a checkout."""
    installed = Path(__file__).with_name("metadata.yml")
    return installed if installed.exists() else Path(__file__).parents[2] / "metadata.yml"


@lru_cache(maxsize=1)
def shipped() -> dict[str, Any]:
    """What metadata.yml says."""
    return dict(yaml.safe_load(metadata_path().read_text(encoding="utf-8")) or {})


def site() -> dict[str, Any]:
    """What metadata.yml says of the whole site; its stores are described when it starts."""
    return {key: value for key, value in shipped().items() if key != "databases"}


def allowed(databases: dict[str, Any]) -> dict[str, Any]:
    """Of descriptions only who may see which table, since Datasette 0.65 copies all that it is
    given each time that it asks for that."""
    return {
        name: {
            "tables": {
                table: {"allow": said["allow"]}
                for table, said in described.get("tables", {}).items()
                if "allow" in said
            }
        }
        for name, described in databases.items()
    }


def entry() -> dict[str, Any]:
    """What metadata.yml says of a store; a copy, for Datasette 0.65 writes into it."""
    return deepcopy(dict(shipped()["databases"][NAME]))


def missing(datasette: Datasette, stores: list[str]) -> dict[str, Any]:
    """Descriptions of the stores that Datasette was started without."""
    return {name: entry() for name in stores if not compat.described(datasette, name)}


async def describe(datasette: Datasette) -> dict[str, Any]:
    """Describes the stores that have no description yet, and gives back which."""
    found = missing(datasette, list(await searchers(datasette)))
    if compat.MODERN:
        for name, description in found.items():
            await compat.describe(datasette, name, description)
    return found
