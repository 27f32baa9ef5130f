"""Copies of a store in one file, and a store made again from one.

A copy is taken by SQLite's online backup while others read and write, checked, and then given its
name: a file that is there is whole. What a restore replaces is kept beside the store.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path

from kb.errors import StoreError
from kb.store.connection import connect, connect_for_reading, immediate, telling


def back_up(path: Path, target: Path) -> None:
    """A copy of the store in a new file. Raises StoreError, also where the file is there."""
    if target.exists():
        raise StoreError(f"{target}: is there already; name another file, or move it away")
    if target.parent != Path() and not target.parent.is_dir():
        raise StoreError(f"{target}: there is no folder {target.parent}; make it first")
    store = connect_for_reading(path)
    try:
        with _staged(target) as staged:
            _copy(store.conn, staged)
            _check(path, staged)
            staged.rename(target)
    finally:
        store.close()


def restore(path: Path, backup: Path) -> Path | None:
    """Makes the store what it was in a backup; gives the file that what it was till now is kept in.

    None where there was no store. Who reads the store meanwhile sees it as it was, or as it is.
    The store counts as another one from then on, so that no index of the former serves it.
    Raises StoreError, and then nothing has changed.
    """
    if not backup.is_file():
        raise StoreError(f"{backup}: no such file; kb backup FILE makes one")
    with _staged(path) as staged:
        address = f"{backup.resolve().as_uri()}?mode=ro"
        with telling(backup), closing(sqlite3.connect(address, uri=True)) as source:
            _copy(source, staged)
        _check(backup, staged)
        _renew(staged)
        kept = _kept(path) if path.exists() and path.stat().st_size else None
        if kept is None or not _is_whole(path):
            _replace(path, staged, kept)
            return kept
        back_up(path, kept)
        with closing(sqlite3.connect(staged)) as source, telling(path):
            _copy(source, path)
        return kept


def _copy(source: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target, timeout=30)) as copy:
        source.backup(copy)


def _check(origin: Path, copy: Path) -> None:
    """The copy is a whole store in one file, without a log beside it."""
    with telling(origin), closing(sqlite3.connect(copy)) as opened:
        opened.execute("PRAGMA journal_mode = DELETE").fetchone()
        found = opened.execute("PRAGMA quick_check(1)").fetchone()[0]
        empty = opened.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if empty:
        raise StoreError(f"{origin}: is empty; take another backup")
    if found != "ok":
        raise StoreError(f"{origin}: is damaged ({found}); take another backup")
    connect_for_reading(copy).close()


def _renew(staged: Path) -> None:
    """Brings the copy's schema up to date, and gives it a token of its own."""
    database = connect(staged)
    with immediate(database):
        database.conn.execute(
            "UPDATE settings SET value = ? WHERE name = 'token'", [secrets.token_hex(16)]
        )
    database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    database.conn.execute("PRAGMA journal_mode = DELETE").fetchone()
    database.close()


def _is_whole(path: Path) -> bool:
    try:
        connect_for_reading(path).close()
    except StoreError:
        return False
    return True


def _replace(path: Path, staged: Path, kept: Path | None) -> None:
    """Puts a file in the place of one that cannot be opened as a store, which is moved away."""
    if kept is not None:
        path.rename(kept)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    staged.replace(path)


def _kept(path: Path) -> Path:
    moment = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    return path.with_name(f"{path.name}.before-{moment}-{secrets.token_hex(2)}")


@contextmanager
def _staged(target: Path) -> Iterator[Path]:
    """A name beside the target for what is not whole yet; nothing is left of it."""
    staged = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        yield staged
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with suppress(FileNotFoundError):
                staged.with_name(staged.name + suffix).unlink()
