"""The folder of an index: what in it is ours, which generation is current, and who may write.

    kb.db.index/
        tantivy.json            the pointer: format, versions, whose index it is, which generation
        tantivy-5f0c…/          the generation that the pointer names
        write.lock

A generation is built beside the current one and becomes current when the pointer is replaced, which
is atomic. Each engine has its own pointer, so that two engines share a folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from kb.errors import SearchIndexError

FORMAT = 1
LOCK = "write.lock"
POINTER = re.compile(r"(?:tantivy|whoosh)\.json(?:\.new)?")
GENERATION = re.compile(r"(?:tantivy|whoosh)-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Folder:
    """One engine's part of an index folder; `stamp` is what an index must state to be usable."""

    path: Path
    engine: str
    stamp: str

    @property
    def pointer(self) -> Path:
        return self.path / f"{self.engine}.json"

    def check(self) -> None:
        """Refuse a folder with things that are not ours: nothing of a user's is ever deleted."""
        if not self.path.exists():
            return
        if not self.path.is_dir():
            raise SearchIndexError(f"{self.path} is a file; give --index a folder")
        names = [path.name for path in self.path.iterdir()]
        if names and not any(map(_is_ours, names)):
            raise SearchIndexError(
                f"{self.path} holds files that are no search index; give --index another folder"
            )

    def current(self) -> Path | None:
        """The generation that the pointer names, if the pointer states our stamp."""
        try:
            content = json.loads(self.pointer.read_text(encoding="utf-8"))
            name, proof = content["generation"], content["proof"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if proof != self._proof(name) or not GENERATION.fullmatch(name):
            return None
        found = self.path / name
        return found if found.is_dir() else None

    def new(self) -> Path:
        """Where to build the next generation."""
        return self.path / f"{self.engine}-{secrets.token_hex(8)}"

    def switch(self, generation: Path) -> None:
        """Make a generation current, and delete this engine's others."""
        content = {
            "format": FORMAT,
            "engine": self.engine,
            "generation": generation.name,
            "proof": self._proof(generation.name),
        }
        new = self.pointer.with_suffix(".json.new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self.pointer)
        self.tidy(generation)

    def tidy(self, keep: Path | None) -> None:
        """Delete this engine's generations but one; who has one open can go on reading it."""
        for path in self.path.iterdir():
            ours = path.name.startswith(f"{self.engine}-") and GENERATION.fullmatch(path.name)
            if ours and path != keep and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)

    def _proof(self, generation: object) -> str:
        """Says that who wrote the pointer knew the store's token, without telling it."""
        return hashlib.sha256(f"{FORMAT}\n{self.stamp}\n{generation}".encode()).hexdigest()


def _is_ours(name: str) -> bool:
    return bool(name == LOCK or POINTER.fullmatch(name) or GENERATION.fullmatch(name))
