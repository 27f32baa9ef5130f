"""A reader in a process of its own, which can be ended and may crash.

What a library in C does with a hostile file cannot be stopped from within: it may never come back,
or take the whole process down. The process is started with the first file and kept for the next
ones. It answers in JSON, not in pickles: what has read a hostile file is not trusted.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import asdict
from typing import IO, Any

from kb.errors import ReadError
from kb.model import Block, Document, Link, Span
from kb.readers.limits import MEMORY, SECONDS

_LENGTH = struct.Struct("<Q")
_PROGRAM = """import sys
sys.path[:] = {path!r}
from {module} import {name}
from kb.readers.apart import serve
serve({name})"""


class Apart:
    """Calls a function of a module, from bytes to a Document, in another process."""

    def __init__(self, module: str, name: str, seconds: float = SECONDS) -> None:
        self._function = {"module": module, "name": name}
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._parent = 0

    def __call__(self, data: bytes) -> Document:
        """The Document. Raises ReadError as the function does, and where its process ends."""
        with self._lock:
            process = self._running()
            late = threading.Event()

            def end() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(self._seconds, end)
            timer.start()
            try:
                answer = _asked(process, data)
            finally:
                timer.cancel()
            if answer is None:
                self._ended(process)
        if answer is None and late.is_set():
            raise ReadError(f"takes longer than {self._seconds:.0f} seconds to read; split it")
        if answer is None:
            raise ReadError("is damaged so badly that reading it fails; print it to a new PDF file")
        return _document(answer)

    def _running(self) -> subprocess.Popen[bytes]:
        """The process; another one where it has ended, and in a fork of what started it."""
        if self._process is None or self._parent != os.getpid() or self._process.poll() is not None:
            program = _PROGRAM.format(path=sys.path, **self._function)
            self._process = subprocess.Popen(  # noqa: S603 - the program is the one above
                [sys.executable, "-I", "-c", program],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._parent = os.getpid()
        return self._process

    def _ended(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process = None


def _asked(process: subprocess.Popen[bytes], data: bytes) -> dict[str, Any] | None:
    """What the process answers, None where it ends before."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        _write(process.stdin, data)
    except OSError:
        return None
    answer = _read(process.stdout)
    return None if answer is None else dict(json.loads(answer))


def _write(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None


def serve(function: Callable[[bytes], Document]) -> None:
    """The other process: answers until its input ends. What is printed goes nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks decides
    _hold_to_memory()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = io.StringIO()
    while (data := _read(source)) is not None:
        _write(target, json.dumps(_answer(function, data)).encode())


def _answer(function: Callable[[bytes], Document], data: bytes) -> dict[str, Any]:
    try:
        return {"document": asdict(function(data))}
    except ReadError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": "takes more memory than a document may; split it"}
    except Exception:  # a bug, which is raised where it is seen
        return {"bug": traceback.format_exc()}


def _hold_to_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    with contextlib.suppress(ValueError, OSError):  # a lower limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _document(answer: dict[str, Any]) -> Document:
    if "refused" in answer:
        raise ReadError(answer["refused"])
    if "bug" in answer:
        raise RuntimeError(answer["bug"])
    found = answer["document"]
    blocks = tuple(map(_block, found.pop("blocks")))
    return Document(**{**found, "blocks": blocks, "pages": tuple(found["pages"])})


def _block(found: dict[str, Any]) -> Block:
    links = tuple(Link(**link) for link in found["links"])
    return Block(**{**found, "lines": Span(*found["lines"]), "links": links})
