"""A thread that does one thing after another, for what only the thread that opened it may use."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

T = TypeVar("T")
Task = tuple["Future[Any]", Callable[[], Any]]


class Worker:
    """A daemon: a process that ends does not wait for it, whatever it is doing."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._starting = Lock()

    def submit(self, do: Callable[[], T]) -> Future[T]:
        """Queues a piece of work; one that is cancelled before its turn is not done."""
        with self._starting:
            if self._thread is None:
                self._thread = Thread(
                    target=_work, args=(self._tasks,), name=self._name, daemon=True
                )
                self._thread.start()
        future: Future[T] = Future()
        self._tasks.put((future, do))
        return future

    def stop(self, last: Callable[[], None]) -> None:
        """Lets the thread end when it has done what is queued, and a last thing."""
        if self._thread is not None:
            self.submit(last)
            self._tasks.put(None)


def _work(tasks: SimpleQueue[Task | None]) -> None:
    while task := tasks.get():
        future, do = task
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(do())
            except BaseException as error:  # it belongs to whoever waits for the result
                future.set_exception(error)
        del task, future, do
