"""What a site's owner sets for the plugin:

plugins:
  kb:
    public: true     # for the open web: visitors do not see who did what, nor closed texts
    map: true        # or the address of other tiles, "https://tiles.example.org/{z}/{x}/{y}.png"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from datasette.utils import StartupError

from kb.web.safety import page
from kb.web.stores import PLUGIN

if TYPE_CHECKING:
    from datasette.app import Datasette

TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"


def is_public(datasette: Datasette) -> bool:
    """Whether the site is for the open web."""
    return bool(_settings(datasette).get("public"))


def tiles(datasette: Datasette) -> str | None:
    """The address of a map's tiles, None where no map is switched on. Raises StartupError."""
    said = _settings(datasette).get("map")
    if not said:
        return None
    address = TILES if said is True else str(said)
    parts = urlsplit(address)
    plain = all(letter.isalnum() or letter in "-.:[]" for letter in parts.netloc)
    if parts.scheme != "https" or not parts.netloc or not (parts.netloc.isascii() and plain):
        raise StartupError(
            f"plugins: kb: map: {address!r} is no address of tiles; "
            f"write true, or one like {TILES!r}"
        )
    return address


def map_tiles(datasette: Datasette) -> str | None:
    """The same for a page that shows a map: its policy lets it show the tiles."""
    address = tiles(datasette)
    if address:
        parts = urlsplit(address)
        page.allow_images(f"{parts.scheme}://{parts.netloc}")
    return address


def _settings(datasette: Datasette) -> dict[str, Any]:
    return dict(datasette.plugin_config(PLUGIN) or {})
