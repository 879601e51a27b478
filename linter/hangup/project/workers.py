"""Work on several processors: workers are forked with all that is known so far, and their answers come in order.

What a worker is asked and answers goes through pipes as pickles; both ends are one program, and nothing else can write
there. A worker that dies takes one task with it, which is answered by :class:`Lost`; another one takes its place.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import sys
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from hangup.records import dataclass

_LENGTH = 8
"""The bytes in front of a message that say how long it is."""
_CHUNK = 1 << 20

CAN_FORK = hasattr(os, "fork") and sys.platform != "win32"
"""Whether this platform can; elsewhere all work is done in one process."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What became of a task whose worker died: how that ended, in words."""

    reason: str


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Worker:
    process: int
    asks: int
    answers: int
    task: int | None = None


class Pool:
    """So many workers that do one kind of work. They are started when they are first needed."""

    def __init__(self, work: Callable[[Any], Any], count: int) -> None:
        self._work = work
        self._count = count
        self._workers: list[_Worker] = []

    def run(
        self, tasks: Sequence[Any], homes: Sequence[int | None] = (), done: Callable[[int], None] | None = None
    ) -> list[tuple[Any, int]]:
        """The answer to each task, with the number of the worker that gave it.

        ``homes`` are the workers that know most of what a task needs; whoever is idle takes the tasks of others.
        ``done`` is told how many answers there are.
        """
        if len(self._workers) < self._count:
            gc.freeze()  # looking for garbage among what is shared would copy it
        while len(self._workers) < self._count:
            self._workers.append(self._start())
        queues: list[deque[int]] = [deque() for _ in self._workers]
        for number, home in enumerate(homes or [None] * len(tasks)):
            queues[number % len(queues) if home is None else home].append(number)
        answers: list[tuple[Any, int]] = [(None, 0)] * len(tasks)
        count = 0
        while count < len(tasks):
            for place, worker in enumerate(self._workers):
                if worker.task is None and (waiting := _next(queues, place)) is not None:
                    worker.task = waiting
                    _send(worker.asks, tasks[waiting])
            busy = {worker.answers: place for place, worker in enumerate(self._workers) if worker.task is not None}
            for ready in select.select(list(busy), [], [])[0]:
                place = busy[ready]
                worker = self._workers[place]
                answered, worker.task = worker.task, None
                if answered is not None:
                    answers[answered] = (self._answer(place), place)
                count += 1
                if done is not None:
                    done(count)
        return answers

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers:
            os.close(worker.asks)
            os.close(worker.answers)
        for worker in self._workers:
            os.waitpid(worker.process, 0)
        self._workers = []

    def _answer(self, place: int) -> Any:
        worker = self._workers[place]
        data = _receive(worker.answers)
        if data is None:
            os.close(worker.asks)
            os.close(worker.answers)
            _, status = os.waitpid(worker.process, 0)
            worker.process = 0  # the numbers of its pipes may be those of others from now on
            self._workers[place] = self._start()
            return Lost(_ending(status))
        import pickle

        kind, answer = pickle.loads(data)  # noqa: S301  (our own process wrote it)
        if kind == "error":
            raise RuntimeError(f"a worker failed: {answer}")
        return answer

    def _start(self) -> _Worker:
        sys.stdout.flush()
        sys.stderr.flush()
        ask_here, ask_there = os.pipe()
        answer_here, answer_there = os.pipe()
        process = os.fork()
        if not process:
            for worker in self._workers:
                if worker.process:
                    os.close(worker.asks)
            os.close(ask_there)
            os.close(answer_here)
            _serve(self._work, ask_here, answer_there)
        os.close(ask_here)
        os.close(answer_there)
        return _Worker(process, ask_there, answer_here)


def _next(queues: list[deque[int]], place: int) -> int | None:
    """The next task of a worker: the first of its own, else the last of whoever has most left."""
    if queues[place]:
        return queues[place].popleft()
    fullest = max(queues, key=len)
    return fullest.pop() if fullest else None


def _serve(work: Callable[[Any], Any], asks: int, answers: int) -> NoReturn:
    """Answer until nobody asks any more. Never returns: what this process inherited is not its own to clean up."""
    import pickle
    import signal
    import traceback

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends all processes of the group, this one in silence
    try:
        while (data := _receive(asks)) is not None:
            try:
                answer = pickle.dumps(("answer", work(pickle.loads(data))), 5)  # noqa: S301  (as above)
            except (KeyboardInterrupt, SystemExit):
                break
            except BaseException:  # noqa: BLE001  (whatever it is, the asker has to know)
                answer = pickle.dumps(("error", traceback.format_exc()), 5)
            _write(answers, _framed(answer))
    except OSError:
        pass  # nobody listens any more
    finally:
        os._exit(0)


def _send(descriptor: int, task: Any) -> None:
    import pickle

    data = pickle.dumps(task, 5)
    with contextlib.suppress(OSError):  # it died: seen when its answer is read
        _write(descriptor, _framed(data))


def _framed(data: bytes) -> bytes:
    return len(data).to_bytes(_LENGTH, "little") + data


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _receive(descriptor: int) -> bytes | None:
    """A whole message; None where the other end is gone."""
    head = _read(descriptor, _LENGTH)
    return None if head is None else _read(descriptor, int.from_bytes(head, "little"))


def _read(descriptor: int, length: int) -> bytes | None:
    parts: list[bytes] = []
    while length:
        part = os.read(descriptor, min(length, _CHUNK))
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _ending(status: int) -> str:
    if os.WIFSIGNALED(status):
        import signal

        number = os.WTERMSIG(status)
        name = signal.Signals(number).name if number in list(signal.Signals) else str(number)
        return f"its process was ended by {name}"
    return f"its process ended with status {os.waitstatus_to_exitcode(status)}"
