"""Templates, Datasette's and other plugins' too, as they are read: what stands in them is trusted.

Every script of a template is given the response's nonce, and every handler of an event
(onclick="…") is remembered by its hash. Nothing is done to a page once it is rendered.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension

from kb.web.safety import page

OURS = Path(__file__).parents[1] / "templates"
SCRIPT = re.compile(r"<script(?=[\s>{])", re.IGNORECASE)
# <button onclick="openColumnChooser()">
HANDLER = re.compile(r"""\son[a-z]+=(["'])([^"'{}<>]+)\1""", re.IGNORECASE)
STYLE = re.compile(r"<style[\s>]|\sstyle=", re.IGNORECASE)


class Inline(Extension):
    """Our policy in the templates of an environment."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.globals |= {"kb_nonce": page.nonce, "kb_styled": page.styled}

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with nonces; one that is not ours says that it has style inside it."""
        for _, code in HANDLER.findall(source):
            handlers.add(hashed(code))
        source = SCRIPT.sub('<script nonce="{{ kb_nonce() }}"', source)
        if filename and Path(filename).is_relative_to(OURS):
            return source
        if STYLE.search(source) or not _is_part(name):
            return "{%- set _kb_styled = kb_styled() -%}" + source
        return source


handlers: set[str] = set()
"""The hashes of the handlers of all templates that were read."""


def hashed(code: str) -> str:
    """The source expression of a script's text: 'sha256-…'."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def prepare(env: Any) -> None:
    """Has an environment's templates read so."""
    env.add_extension(Inline)


def _is_part(name: str | None) -> bool:
    """Whether a template is a part of pages: "_footer.html"."""
    return (name or "").rpartition(":")[2].startswith("_")
