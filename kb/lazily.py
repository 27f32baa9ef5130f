"""Modules that are loaded when first used, so that a search need not wait for what edits."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Lazily:
    """Stands for a module of this name until it is needed.

    Where types are wanted, the module itself is imported under TYPE_CHECKING.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)
