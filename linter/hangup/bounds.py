"""The last bounds: the processor time and the memory that work on files which belong together may take.

Sizes, depths and steps bound the work first, and give the same report on every machine. These here depend on the
machine, and are there for what nobody thought of. What they stop is reported as HUP900 and kept in no cache.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

SECONDS = 300.0
"""Of processor time for the files of one program. The largest that were met take a tenth of it."""
MEGABYTES = 4096
"""That one process may hold. The largest runs that were met hold a tenth of it."""

GROWN = 128 * 1024 * 1024
"""Bytes by which a process may have grown when work ends before its memory is given back to the system."""

_TIME_EVERY = 16
_MEMORY_EVERY = 1024
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0


class OutOfBounds(Exception):
    """The work was stopped. Carries which bound it met, and what to do, as HUP900 says it."""


def resident() -> int:
    """The bytes of memory that this process holds; where the system says no more, the most it ever held; else 0."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:  # Windows
        return 0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


def give_back() -> None:
    """Give memory that is free back to the system, where the C library keeps it: a server would hold it for days."""
    import ctypes

    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return  # another C library
    trim(0)


class Bounds:
    """The bounds of this process, 0 for none, and a clock that runs while there is work.

    Args:
        clock: seconds of processor time, from any beginning.
        memory: bytes of memory that are held.
        give_back: frees what is held for nothing.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.process_time,
        memory: Callable[[], int] = resident,
        give_back: Callable[[], None] = give_back,
    ) -> None:
        self.seconds = SECONDS
        self.megabytes = MEGABYTES
        self.stops = 0
        """How often work was stopped: what came out meanwhile is not the same on another machine."""
        self._clock = clock
        self._memory = memory
        self._give_back = give_back
        self._since: float | None = None
        self._count = 0

    @contextmanager
    def of(self, seconds: float, megabytes: int) -> Generator[None]:
        """Other bounds for the time being."""
        before = self.seconds, self.megabytes
        self.seconds, self.megabytes = seconds, megabytes
        try:
            yield
        finally:
            self.seconds, self.megabytes = before

    @contextmanager
    def work(self) -> Generator[None]:
        """Work that the bounds hold for. Work inside of other work counts as a part of it."""
        if self._since is not None:
            yield
            return
        self._since, held = self._clock(), self._memory()
        try:
            yield
        finally:
            self._since = None
            if self._memory() - held > GROWN:
                self._give_back()

    def check(self) -> None:
        """See whether the work may go on: to be called often, and cheap.

        Raises:
            OutOfBounds: it may not.
        """
        self._count += 1
        if not self._count % _TIME_EVERY:
            self._check_time()
            if not self._count % _MEMORY_EVERY:
                self._check_memory()

    def check_now(self) -> None:
        """See whether the work may go on, where much may have happened since the last look.

        Raises:
            OutOfBounds: it may not.
        """
        self._check_time()
        self._check_memory()

    def _check_time(self) -> None:
        if self.seconds and self._since is not None and self._clock() - self._since > self.seconds:
            self._stop(f"takes longer than the limit of {self.seconds:,g} seconds", "--time-limit")

    def _check_memory(self) -> None:
        if self.megabytes and self._since is not None and self._memory() > self.megabytes * 1024 * 1024:
            self._give_back()
            if self._memory() <= self.megabytes * 1024 * 1024:
                return
            self._stop(f"takes more memory than the limit of {self.megabytes:,} MB", "--memory-limit")

    def _stop(self, what: str, option: str) -> None:
        self.stops += 1
        raise OutOfBounds(f"the analysis {what}; exclude the file, or raise {option}")


BOUNDS = Bounds()
"""Those of this process. Processes that are forked have the same."""
