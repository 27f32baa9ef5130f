"""Merging what small commits leave, after they can be found, so that nobody waits for it.

Tantivy merges parts of an index in threads of its own, and a writer keeps the index locked until it
has been waited for. That is done in a thread here; a program ends when its merges have.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

_running: dict[Path, Thread] = {}


def merge_later(folder: Path, writer: Any, then: Callable[[], None]) -> None:
    """Waits for a writer's merges in another thread, and does `then` when they are done."""
    thread = Thread(target=_merged, args=(folder, writer, then), name=f"merging {folder}")
    _running[folder] = thread
    thread.start()


def merges_done(folder: Path) -> None:
    """Waits for the merges of this program in an index; its next writer needs the lock."""
    thread = _running.pop(folder, None)
    if thread:
        thread.join()


def _merged(folder: Path, writer: Any, then: Callable[[], None]) -> None:
    try:
        writer.wait_merging_threads()
        then()
    except (ValueError, OSError):
        # Whoever has built the index anew has taken this generation away; else it is an error.
        if folder.exists():
            raise
