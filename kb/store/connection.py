"""Opening the store's file: its settings, its schema, and what can be wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import kb.store.migrations as migrations
from kb.errors import StoreError
from kb.lazily import Lazily
from kb.store.database import Database

if TYPE_CHECKING:
    import kb.store.keys as keys
else:
    keys = Lazily("kb.store.keys")

_WAIT = 30.0
"""Seconds that a writer waits for another one."""


def connect(path: Path) -> Database:
    """The store at `path` for writing, made or migrated where needed."""
    if path.parent != Path() and not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}; make it first")
    with telling(path):
        database = _database(sqlite3.connect(path, timeout=_WAIT))
        if database.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _check_ours(path, database)
            database.execute("PRAGMA journal_mode = WAL").fetchone()
        _check_ours(path, database)
        if migrations.pending(database):
            _migrate(database)
        if not keys.current(database):
            with immediate(database):
                keys.write_all(database)
        return database


def connect_for_reading(path: Path) -> Database:
    """The store at `path`, which is not written to; it may lie in a folder that is read-only."""
    if not path.is_file():
        raise StoreError(f"{path}: no such store; make one with: kb ingest PATH… --store {path}")
    with telling(path):
        database = _database(_connect_read_only(path))
        if not database.execute("SELECT 1 FROM sqlite_master").fetchone():
            database.close()
            raise StoreError(
                f"{path}: is empty, no store; make one with: kb ingest PATH… --store {path}"
            )
        _check_ours(path, database)
        if migrations.pending(database):
            database.close()
            connect(path).close()
            return connect_for_reading(path)
        return database


def _connect_read_only(path: Path) -> sqlite3.Connection:
    """A folder that cannot be written holds no shared memory, so nobody else writes either."""
    uri = path.resolve().as_uri()
    writable = os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)
    logged = path.with_name(path.name + "-wal").exists()
    mode = "mode=ro" if writable or logged else "mode=ro&immutable=1"
    return sqlite3.connect(f"{uri}?{mode}", uri=True, timeout=_WAIT)


def _database(connection: sqlite3.Connection) -> Database:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return Database(connection)


def _check_ours(path: Path, database: Database) -> None:
    """A store is empty or has our migrations, and none that this version does not know."""
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
    applied = migrations.applied(database)
    if tables and not applied:
        raise StoreError(f"{path}: is a database of something else; name another file with --store")
    if newer := applied - migrations.known():
        raise StoreError(
            f"{path}: was written by a newer version of kb (it knows {', '.join(sorted(newer))}); "
            "upgrade kb to open it"
        )


def _migrate(database: Database) -> None:
    """Two programs that find an empty store at once: the second waits, and finds it made."""
    with immediate(database):
        migrations.apply(database)


@contextmanager
def immediate(database: Database) -> Iterator[None]:
    """A transaction that has the write lock from its beginning; an error leaves no trace of it."""
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        database.conn.execute("PRAGMA defer_foreign_keys = ON")
        yield
        database.conn.execute("COMMIT")
    except BaseException:
        if database.conn.in_transaction:
            database.conn.execute("ROLLBACK")
        raise


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """SQLite's errors about the file, as what a person can do about them."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise StoreError(
                f"{path}: another program is writing to it; try again later"
            ) from error
        if "readonly" in text or "unable to open" in text:
            raise StoreError(
                f"{path}: cannot be written here; name a place that can be with --store"
            ) from error
        raise StoreError(f"{path}: {text}") from error
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        if "malformed" in str(error):
            raise StoreError(f"{path}: is damaged ({error}); restore a backup of it") from error
        raise StoreError(f"{path}: is not a store of kb ({error}); name another file") from error
