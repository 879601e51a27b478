"""Runs commands and measures them: wall clock, processor time, and the memory of all their processes together."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 15.0
"""Seconds from which on a command is slow: it runs :data:`FEWER` times at most."""
FEWER = 2

_INTERVAL = 0.01


@dataclass(frozen=True)
class Command:
    """A command to measure. ``needs``: the program without which it is absent. ``first``: what is run before each.
    ``statuses``: how it ends when it has done its work.
    """

    name: str
    arguments: Sequence[str]
    needs: str
    first: Callable[[Path], None] = lambda _: None
    statuses: Sequence[int] = (0, 1)


@dataclass(frozen=True)
class Aim:
    """What is wanted: a command takes at most so many times as long as another one."""

    command: str
    against: str
    at_most: float


@dataclass(frozen=True)
class Case:
    """Commands that are compared on one folder; the first is the measure of the others in the table."""

    title: str
    folder: Path
    commands: Sequence[Command]
    aims: Sequence[Aim] = ()


@dataclass(frozen=True)
class Time:
    """Seconds of the wall clock, and of all processors together."""

    wall: float
    processor: float


@dataclass(frozen=True)
class Result:
    """The medians of a command, or None where it is absent."""

    name: str
    time: Time | None


def measure(case: Case, runs: int, run: Callable[[Command, Path], Time]) -> list[Result]:
    """The medians of so many runs of each command, taken in turns so that a busy moment meets them all."""
    present = [command for command in case.commands if shutil.which(command.needs)]
    times: dict[str, list[Time]] = {command.name: [] for command in present}
    for _ in range(runs):
        for command in present:
            known = times[command.name]
            if len(known) < FEWER or known[0].wall < PATIENCE:
                command.first(case.folder)
                known.append(run(command, case.folder))
    return [Result(command.name, _median(times.get(command.name, []))) for command in case.commands]


def _median(times: Sequence[Time]) -> Time | None:
    if not times:
        return None
    return Time(statistics.median(time.wall for time in times), statistics.median(time.processor for time in times))


def run(command: Command, folder: Path) -> Time:
    """What a command takes, with all processes that it waits for.

    Raises:
        RuntimeError: it could not do its work.
    """
    before, start = _used(), time.perf_counter()
    done = subprocess.run(command.arguments, cwd=folder, capture_output=True, check=False)
    wall, used = time.perf_counter() - start, _used() - before
    if done.returncode not in command.statuses:
        said = (done.stderr or done.stdout).decode(errors="replace")[-500:]
        raise RuntimeError(f"{command.name} ended with {done.returncode}: {said}")
    return Time(wall, used)


def _used() -> float:
    """The seconds that all processes which were waited for have had a processor. Python's own ``os.times`` counts them
    in hundredths, of which a start of Python takes one.
    """
    if sys.platform == "win32":
        return sum(os.times()[2:4])
    import resource

    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def peak(command: Command, folder: Path) -> int | None:
    """The bytes that all processes of a command hold at their highest; None where the system does not say.

    Pages that processes share count once. It is looked at a hundred times a second, in a run of its own.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    command.first(folder)
    process = subprocess.Popen(
        command.arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    highest = 0
    ended = threading.Event()
    threading.Thread(target=lambda: (process.wait(), ended.set()), daemon=True).start()
    while not ended.wait(_INTERVAL):
        highest = max(
            highest, sum(_held(place) for place in Path("/proc").glob("[0-9]*") if _is_of(place, process.pid))
        )
    return highest


def _is_of(place: Path, session: int) -> bool:
    try:
        fields = (place / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return int(fields[3]) == session


def _held(place: Path) -> int:
    try:
        lines = (place / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
