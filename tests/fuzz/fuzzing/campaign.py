"""A run over many inputs in several processes: what fails, hangs or dies is named by its number, and saved."""

from __future__ import annotations

import multiprocessing
import queue
import random
import re
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fuzzing.inputs import make

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

SECONDS = 20
"""Of processor time for one input: a busy machine is no hang."""
STUCK = 120
"""Seconds without a word, after which a process is taken for stuck in native code, and ended."""
MEMORY = 1536 * 1024 * 1024
"""Bytes that one process may use."""
MOST_SAVED = 200


class OutOfTimeError(KeyboardInterrupt):
    """One input took too long. Nothing in hangup catches an interrupt."""


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    inputs: Counter[str] = field(default_factory=Counter[str])
    unread: int = 0
    findings: int = 0
    fixes: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    problems: dict[int, str] = field(default_factory=dict[int, str])

    def add(self, other: Tally) -> None:
        self.inputs += other.inputs
        self.unread += other.unread
        self.findings += other.findings
        self.fixes += other.fixes
        self.slowest = max(self.slowest, other.slowest)
        self.problems |= other.problems


def examine(seed: int, number: int, tally: Tally) -> None:
    """Look at one input and add what came of it."""
    began = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        given, chance = make(seed, number)
        tally.inputs[given.kind] += 1
        looked = given.look(chance)
        tally.unread += looked.unread
        tally.findings += looked.findings
        tally.fixes += looked.fixes
        if looked.problems:
            tally.problems[number] = "\n".join(looked.problems)
    except OutOfTimeError:
        tally.problems[number] = f"hang: more than {SECONDS} seconds\n{traceback.format_exc()}"
    except Exception:  # noqa: BLE001  (whatever it is, it is what we are looking for)
        tally.problems[number] = f"failed\n{traceback.format_exc()}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    tally.slowest = max(tally.slowest, (time.process_time() - began, number))


def prepare() -> None:
    """Bound what one process may use, and interrupt an input that takes too long."""

    def stop(*_: object) -> None:
        raise OutOfTimeError

    signal.signal(signal.SIGVTALRM, stop)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _work(seed: int, numbers: range, until: float, current: Any, results: Any) -> None:
    prepare()
    tally = Tally()
    for count, number in enumerate(numbers):
        if time.time() > until:
            break
        current.value = number
        examine(seed, number, tally)
        if count % 50 == 49:
            results.put(tally)
            tally = Tally()
    current.value = -1
    results.put(tally)


@dataclass
class _Worker:
    numbers: range
    process: SpawnProcess
    current: Any
    seen: tuple[int, float] = (-1, 0.0)


def run(
    seed: int, numbers: range, seconds: float | None, jobs: int, work: Callable[..., None] = _work
) -> Iterator[Tally]:
    """Examine inputs in ``jobs`` processes until they are done or the time is over: what was found since the last word.

    A process that dies or hangs in native code is replaced, and what it was working on is a problem.
    """
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    until = time.time() + seconds if seconds is not None else float("inf")

    def start(left: range) -> _Worker:
        current = context.Value("q", left.start)
        process = context.Process(target=work, args=(seed, left, until, current, results), daemon=True)
        process.start()
        return _Worker(left, process, current, (left.start, time.time()))

    workers = [start(numbers[job::jobs]) for job in range(jobs) if numbers[job::jobs]]
    while workers:
        try:
            yield results.get(timeout=1)
            continue
        except queue.Empty:
            pass
        for worker in list(workers):
            number = worker.current.value
            if worker.seen[0] != number:
                worker.seen = (number, time.time())
            stuck = time.time() - worker.seen[1] > STUCK
            if worker.process.is_alive() and not stuck:
                continue
            workers.remove(worker)
            worker.process.kill()
            worker.process.join()
            if number >= 0:
                how = "stuck in native code" if stuck else f"the process died ({worker.process.exitcode})"
                yield Tally(problems={number: how})
                left = worker.numbers[worker.numbers.index(number) + 1 :]
                if left:
                    workers.append(start(left))
    while not results.empty():
        yield results.get()


def save(folder: Path, seed: int, number: int, problem: str) -> Path:
    """Write the input of a number and what is wrong with it. Where it was read from is said in the second file."""
    given, _ = make(seed, number)
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{seed}-{number}-{re.sub(r'[^A-Za-z0-9._-]', '_', Path(given.path).name)}"
    place.write_bytes(given.data)
    origin = f"{given.project.root.name}/{given.path}" if given.project else given.path
    text = f"{given.kind}: {origin}\nagain: tests/fuzz/fuzz.py --seed {seed} --only {number}\n\n{problem}\n"
    place.with_name(place.name + ".problem.txt").write_text(text, encoding="utf-8")
    return place


def fresh_seed() -> int:
    """A seed that was not used before."""
    return random.SystemRandom().randrange(10**9)
