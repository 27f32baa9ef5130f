"""A lock between processes that ends with the process that holds it."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

INTERVAL = 0.05


@contextlib.contextmanager
def locked(path: Path, wait: float = 0.0) -> Iterator[bool]:
    """Hold the lock; False where somebody else still has it after `wait` seconds.

    OSError where the lock's file cannot be written.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        yield _acquired(handle, time.monotonic() + wait)
    finally:
        os.close(handle)


def _acquired(handle: int, until: float) -> bool:
    while not _try(handle):
        if time.monotonic() >= until:
            return False
        time.sleep(INTERVAL)
    return True


def _try(handle: int) -> bool:
    try:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
