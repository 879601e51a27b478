"""What files offer to others, found out once for each: from memory, or by lowering it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from hangup.bounds import BOUNDS, OutOfBounds
from hangup.engine import NO_MEMORY, Toolbox
from hangup.frames import roomy
from hangup.frontends import NotAnalysed
from hangup.model import SourceFile, open_source
from hangup.project.read import LIMIT, read
from hangup.project.workers import Lost
from hangup.records import dataclass

if TYPE_CHECKING:
    from hangup.checking.crew import Crew
    from hangup.checking.memory import Memory
    from hangup.ir.program import Program
    from hangup.project.graph import Interface

KEPT = 4 * 1024 * 1024
"""Bytes of source whose lowered form is kept between the search for units and their analysis, by each process."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Why work on a file ended before it was done, and the error where hangup is to blame.

    Where it was not found out what a file offers, those that take something from it are not known in full. So it is
    reported, also of a file that only had to be known.
    """

    message: str
    error: str = ""

    @staticmethod
    def of_error(error: str) -> Stop:
        return Stop(f"hangup failed on this file ({error}); please report it", error)

    @staticmethod
    def of_lost(lost: Lost) -> Stop:
        return Stop.of_error(f"a process that worked on it died: {lost.reason}")


class Texts:
    """The bytes of files: those of ``candidates``, those that stand for what is on disk, and what is on disk."""

    def __init__(self, candidates: Mapping[str, bytes], given: Mapping[str, bytes]) -> None:
        self.candidates = dict(candidates)
        self.given = dict(given)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where it cannot be read or is too large."""
        if path in self.candidates:
            return self.candidates[path]
        if path in self.given:
            return self.given[path]
        try:
            data = read(path)
        except OSError:
            return None
        return data if len(data) <= LIMIT else None

    def size(self, path: str) -> int:
        """The bytes of a file; none where it cannot be read."""
        return len(self.read(path) or b"")

    def source(self, path: str) -> SourceFile | None:
        """The file, where it can be read."""
        data = self.read(path)
        return None if data is None else open_source(path, data)


class Offers:
    """The interfaces of files. ``stopped`` says of which they could not be found out, and why.

    ``there``: the SDKs that can be in use around them, by id; what is called like a method of another one is none. None
    where that is not known.
    """

    def __init__(self, texts: Texts, memory: Memory, toolbox: Callable[[], Toolbox]) -> None:
        self.stopped: dict[str, Stop] = {}
        self.there: frozenset[str] | None = None
        self._texts = texts
        self._memory = memory
        self._toolbox = toolbox
        self._offered: dict[str, Interface | None] = {}
        self._lowered: dict[str, Program] = {}
        self._kept = 0
        self.homes: dict[str, int] = {}
        """The process that keeps the lowered form of a file."""

    def of(self, path: str) -> Interface | None:
        """The interface of a file. One that cannot be lowered has none, and is reported when its turn comes."""
        if not self.is_known(path):
            self.keep(path, *self.find(path))
        return self._offered[path]

    def is_known(self, path: str) -> bool:
        """Whether the interface of a file is known, or remembered."""
        if path in self._offered:
            return True
        data = self._texts.read(path)
        recalled = self._memory.recall_interface(path, data, self.there) if data is not None else None
        if recalled is not None:
            self._offered[path] = recalled
        return recalled is not None

    def keep(self, path: str, key: str, offered: Interface | None, stopped: Stop | None = None) -> None:
        """Remember what was found out of a file."""
        self._offered[path] = offered
        if stopped is not None:
            self.stopped[path] = stopped
        if offered is not None:
            self._memory.keep_interface(key, offered)

    def prepare(self, paths: Sequence[str], crew: Crew) -> None:
        """Find out what files offer, all at once, if that is worth it."""
        fresh = [path for path in paths if not self.is_known(path)]
        if not crew.is_worth(fresh):
            return
        fresh.sort(key=self._texts.size, reverse=True)  # so that no large one is last
        for path, (answer, home) in zip(fresh, crew.run([("offers", path) for path in fresh]), strict=True):
            if isinstance(answer, Lost):
                self.keep(path, "", None, Stop.of_lost(answer))
            else:
                self.homes[path] = home
                self.keep(path, *answer)

    @roomy
    def find(self, path: str) -> tuple[str, Interface | None, Stop | None]:
        """The interface of a file, with a key of what it was made from; or what stopped the search for it."""
        source = self._texts.source(path)
        if source is None or len(source.data) > LIMIT:
            return "", None, None
        try:
            with BOUNDS.work():
                BOUNDS.check_now()
                program = self._toolbox().lower_alone(source)
                offered = self._toolbox().interface(program, self.there)
                BOUNDS.check_now()
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except (NotAnalysed, RecursionError):
            return "", None, None
        except OutOfBounds as error:
            return "", None, Stop(str(error))
        except MemoryError:
            return "", None, Stop(NO_MEMORY)
        except BaseException as error:  # noqa: BLE001  (a native parser's panic is no Exception)
            known = path not in self._texts.candidates  # the others tell more of it when it is their turn
            return "", None, Stop.of_error(f"{type(error).__name__}: {error}") if known else None
        self._kept += len(source.data)
        if self._kept <= KEPT:
            self._lowered[path] = program
        return self._memory.interface_key(path, source.data, self.there), offered, None

    def take(self, source: SourceFile) -> Program | None:
        """The lowered form of a file, where it is kept: once."""
        return self._lowered.pop(source.path, None)
