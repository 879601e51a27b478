"""The processes that share the work of one run, where there is enough of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from hangup.project.workers import CAN_FORK, Pool

ENOUGH = 48 * 1024
"""Bytes of source to lower from which on more than one process is started."""

Task = tuple[str, Any]
"""A kind of work, and what it is done with."""


class Crew:
    """Does work of several kinds in as many processes as may be used.

    ``work`` does a task of each kind, ``warm_up`` imports what all of them need before the first is started, and
    ``size`` tells the bytes of a file.
    """

    def __init__(
        self, jobs: int, work: Mapping[str, Callable[[Any], Any]], warm_up: Callable[[], None],
        size: Callable[[str], int],
    ) -> None:  # fmt: skip
        self._jobs = jobs if CAN_FORK else 1
        self._work = work
        self._warm_up = warm_up
        self._size = size
        self._pool: Pool | None = None

    def is_worth(self, paths: Iterable[str]) -> bool:
        """Whether the work on these files outweighs the start of processes."""
        if self._jobs < 2:
            return False
        size = 0
        for number, path in enumerate(paths):
            size += self._size(path)
            if size > ENOUGH and number:
                return True
        return False

    def run(self, tasks: Sequence[Task], homes: Sequence[int | None] = ()) -> list[tuple[Any, int]]:
        """The answer to each task, with the process that gave it. ``homes``: those that know most of what each needs.

        The answer of a process that died is a :class:`~hangup.project.workers.Lost`.
        """
        if self._pool is None:
            self._warm_up()
            self._pool = Pool(self._do, self._jobs)
        return self._pool.run(tasks, homes)

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _do(self, task: Task) -> Any:
        kind, what = task
        return self._work[kind](what)
