"""Programs without a framework: blocks, classes, generators, tasks, threads, and tests under pytest."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from collections.abc import Coroutine as Running
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import getstream
import pytest
import stream_chat

from harness.counting import SECONDS
from harness.scenes import Drive, Life, Scene, Stage

Work = Callable[[], Awaitable[bool]]


async def good() -> bool:
    return True


async def fails() -> bool:
    raise ValueError("work failed")


async def for_ever() -> bool:
    await asyncio.Event().wait()
    return True


def call(name: str = "a") -> Any:
    return getstream.AsyncStream().video.call("default", name)  # hangup: ignore[HUP402] -- each call measures its own


# ---------------------------------------------------------------- coroutines


@dataclass(frozen=True, slots=True)
class Coroutine:
    """A coroutine function of a scenario and how it is called: with calls, something else, and work to do.

    ``listed``: the calls come in one list.
    ``hangs_up``: the service ends the call that was joined last when the work is done.
    ``at_once``: how many connections begin before the work does, or before it is cancelled.
    """

    name: str
    calls: int = 1
    listed: bool = False
    extra: tuple[Any, ...] = ()
    hangs_up: bool = False
    at_once: int = 1

    def begin(self, stage: Stage, work: Work) -> Running[Any, Any, None]:
        calls = [call(str(number)) for number in range(self.calls)]
        first = [calls] if self.listed else calls

        async def then_hang_up() -> bool:
            done = await work()
            await asyncio.to_thread(stage.server.hang_up)
            return done

        last = then_hang_up if self.hangs_up else work
        running: Running[Any, Any, None] = getattr(stage.module, self.name)(*first, *self.extra, last)
        return running

    def run(self, work: Work = good, *, refuse: str = "") -> Drive:
        """To the end. What it raises is noted."""

        async def drive(stage: Stage) -> None:
            stage.server.refused.update({refuse} - {""})

            async def together() -> bool:
                await asyncio.to_thread(stage.server.wait_for, self.at_once)
                return await work()

            with stage.noting():
                await self.begin(stage, together if self.at_once > 1 else work)

        return drive

    def cancelled(self, *, during_handshake: bool = False) -> Drive:
        """Cancelled while it works, or while it connects."""

        async def drive(stage: Stage) -> None:
            begun = asyncio.Event()

            async def work() -> bool:
                begun.set()
                return await for_ever()

            if during_handshake:
                stage.server.hold()
            task = asyncio.create_task(self.begin(stage, work))
            await asyncio.to_thread(stage.server.wait_for, self.at_once)
            if not during_handshake:
                async with asyncio.timeout(SECONDS):
                    await begun.wait()
            task.cancel()
            with stage.noting(), suppress(asyncio.CancelledError):
                await task
            if during_handshake:
                stage.server.let_go()

        return drive


def lives(name: str, asked: int = 1, **options: Any) -> tuple[Life, ...]:
    """The ways in which a coroutine ends."""
    whole = Coroutine(name, **options)
    return (
        Life("work succeeds", "ordinary", asked, whole.run()),
        Life("work raises", "failure", asked, whole.run(fails)),
        Life("work is cancelled", "failure", asked, whole.cancelled()),
        Life("cancelled during the handshake", "race", asked, whole.cancelled(during_handshake=True)),
    )


def players(name: str, at_once: int = 1) -> tuple[Life, ...]:
    """The ways in which a coroutine ends that has three connections at once."""
    whole = Coroutine(name, extra=(["first", "second", "third"],))
    return (
        *lives(name, 3, extra=whole.extra, at_once=at_once),
        Life("one connection is refused", "failure", 3, whole.run(refuse="third")),
    )


def rounds(name: str) -> tuple[Life, ...]:
    """The ways in which a loop over three calls ends."""
    whole = Coroutine(name, calls=3, listed=True)
    return (Life("three turns", "ordinary", 3, whole.run()), Life("first turn raises", "failure", 3, whole.run(fails)))


async def first_bright(stage: Stage) -> None:
    async def source() -> AsyncIterator[int]:
        for brightness in (10, 250, 20):
            yield brightness

    await stage.module.first_bright(call(), source())


async def never_bright(stage: Stage) -> None:
    async def source() -> AsyncIterator[int]:
        yield 10
        raise ValueError("camera unplugged")

    with stage.noting():
        await stage.module.first_bright(call(), source())


async def metronome(stage: Stage) -> None:
    beat = stage.module.Metronome(call())
    beat.start()
    await asyncio.to_thread(stage.server.wait_for, 1)
    await beat.stop()


async def metronome_during_handshake(stage: Stage) -> None:
    stage.server.hold()
    beat = stage.module.Metronome(call())
    beat.start()
    await asyncio.to_thread(stage.server.wait_for, 1)
    await beat.stop()
    stage.server.let_go()


def desk(made: str, *lines: bytes) -> Drive:
    """A peer comes to a server of asyncio, says something, and goes."""

    async def drive(stage: Stage) -> None:
        over = asyncio.Event()
        asyncio.get_running_loop().set_exception_handler(lambda _, context: stage.note(context["exception"]))
        desk = getattr(stage.module, made)(call())
        answer = desk.answer

        async def watched(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await answer(reader, writer)
            except ValueError as error:
                stage.note(error)
            finally:
                over.set()

        desk.answer = watched
        async with await desk.serve() as server:
            _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            for line in lines:
                writer.write(line + b"\n")
            writer.write_eof()
            async with asyncio.timeout(SECONDS):
                await over.wait()
            writer.close()

    return drive


def ready(times: int) -> Drive:
    """Ready at the given attempt of three."""

    async def drive(stage: Stage) -> None:
        asked = 0

        async def is_ready() -> bool:
            nonlocal asked
            asked += 1
            return asked == times

        await stage.module.until_ready(call(), is_ready, 3)

    return drive


# ---------------------------------------------------------------- plain functions


def plain(function: str, *arguments: Any) -> Drive:
    """The scenario's function. What it raises is noted."""

    def drive(stage: Stage) -> None:
        with stage.noting():
            getattr(stage.module, function)(*arguments)

    return drive


def texts(function: str, *arguments: Any, asked: int = 1) -> tuple[Life, ...]:
    """A function that posts a text, which the service takes or refuses."""
    return (
        Life("text is taken", "ordinary", asked, plain(function, *arguments, "hello")),
        Life("text is refused", "failure", asked, plain(function, *arguments, "")),
    )


def thrice(drive: Drive) -> Drive:
    def three_times(stage: Stage) -> None:
        for _ in range(3):
            drive(stage)

    return three_times


def captions() -> tuple[Life, ...]:
    """A generator that is used up, dropped early, or fails half way."""
    return (
        Life("used up", "ordinary", 1, plain("all_captions", "ana", ["one", "two"])),
        Life("dropped after the first", "ordinary", 1, plain("first_caption", "ana", ["one", "two"])),
        Life("three dropped", "ordinary", 3, thrice(plain("first_caption", "ana", ["one", "two"]))),
        Life("fails half way", "failure", 1, plain("all_captions", "ana", ["one", ""])),
    )


def switch(*users: str) -> Drive:
    def drive(stage: Stage) -> None:
        presence = stage.module.Presence("pk_shell")
        for user in users:
            presence.login(user)
        presence.logout()

    return drive


def beats(times: int) -> Drive:
    """A timer that arms itself again, driven by hand: no time passes."""

    def drive(stage: Stage) -> None:
        armed: list[Callable[[], None]] = []

        class Timer:
            def __init__(self, interval: float, function: Callable[..., None], args: tuple[Any, ...] = ()) -> None:
                self.due = lambda: function(*args)

            def start(self) -> None:
                armed.append(self.due)

        original, threading.Timer = threading.Timer, Timer  # type: ignore[assignment,misc]
        try:
            stage.module.beat("ana")
            for _ in range(times - 1):
                armed.pop()()
        finally:
            threading.Timer = original  # type: ignore[misc]

    return drive


def under_pytest(*chosen: str) -> Drive:
    """The scenario's tests, run by pytest."""

    def drive(stage: Stage) -> None:
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        without = ("cacheprovider", "faulthandler", "terminal", "threadexception", "unraisableexception")
        pytest.main([
            "-s", "--assert=plain", "--import-mode=importlib", "-c", os.devnull, f"--rootdir={stage.path.parent}",
            *(f"-pno:{name}" for name in without), *([f"{stage.path}::{name}" for name in chosen] or [str(stage.path)]),
        ])  # fmt: skip

    return drive


def seed(stage: Stage) -> None:
    stage.module.seed(["ana", "bo", "cleo"])


def seed_batch(stage: Stage) -> None:
    with stage.counting_instances(stream_chat.StreamChat):
        seed(stage)


SCENES = [
    Scene("blocks/happy_path.py", "left on the way that goes well only", lives("read_news")),
    Scene("blocks/finally_block.py", "left in finally", lives("read_weather")),
    Scene(
        "blocks/except_exception.py", "left in except Exception, which a cancellation passes by", lives("commentate")
    ),
    Scene("blocks/except_base_exception.py", "left in except BaseException", lives("umpire")),
    Scene("blocks/async_with.py", "async with", lives("sing")),
    Scene("blocks/statement_before_try.py", "a statement between connect and try", lives("teach", hangs_up=True)),
    Scene(
        "blocks/early_return.py",
        "an early return before try",
        (
            Life("score", "ordinary", 1, plain("post_score", "pk", "ana", "1:0")),
            Life("no score", "ordinary", 1, plain("post_score", "pk", "ana", None)),
            Life("score is refused", "failure", 1, plain("post_score", "pk", "ana", "")),
        ),
    ),
    Scene("blocks/manager_function.py", "contextmanager without finally", texts("describe", "ana")),
    Scene("blocks/manager_function_finally.py", "contextmanager with finally", texts("feed", "ana")),
    Scene(
        "blocks/exit_stack.py", "ExitStack, the release is registered at once", texts("relay", ["ana", "bo"], asked=2)
    ),
    Scene(
        "blocks/exit_stack_late.py",
        "ExitStack, the release is registered after something that raises",
        texts("report", "ana"),
    ),
    Scene("blocks/async_exit_stack.py", "AsyncExitStack enters several calls", players("conduct")),
    Scene("blocks/enter_fails.py", "__aenter__ raises after it has connected", lives("rehearse")),
    Scene("blocks/enter_cleans_up.py", "__aenter__ leaves before it raises", lives("perform")),
    Scene("blocks/leave_not_awaited.py", "leave is not awaited", lives("applaud")),
    Scene("blocks/guard_turned_round.py", "leave behind a guard that is never true", lives("read_aloud")),
    Scene("blocks/fresh_manager.py", "another manager is left", lives("clean_floor")),
    Scene("blocks/wrong_client.py", "another client is disconnected", texts("forward", "ana", "bo")),
    Scene(
        "blocks/two_sessions.py",
        "the second release is skipped when the first clean-up raises",
        (
            *lives("bridge", 2, calls=2, extra=(good,)),
            Life("clean-up raises", "failure", 2, Coroutine("bridge", calls=2, extra=(fails,)).run()),
        ),
    ),
    Scene("blocks/two_sessions_nested.py", "two calls in one async with", lives("relay", 2, calls=2)),
    Scene("blocks/second_user.py", "another user connects on the same client", texts("preview", "ana", "bo")),
    Scene(
        "blocks/second_user_after_sign_out.py",
        "another user connects after the first has disconnected",
        texts("compare", "ana", "bo", asked=2),
    ),
    Scene(
        "blocks/rebound_variable.py",
        "the variable is bound to another call while the first is open",
        lives("tour", 2, calls=2),
    ),
    Scene(
        "classes/presence.py",
        "a field is overwritten while it is open",
        (
            Life("one user", "ordinary", 1, switch("ana")),
            Life("three users", "ordinary", 3, switch("ana", "bo", "cleo")),
        ),
    ),
    Scene(
        "classes/presence_safe.py",
        "a field is released before it is overwritten",
        (
            Life("one user", "ordinary", 1, switch("ana")),
            Life("three users", "ordinary", 3, switch("ana", "bo", "cleo")),
        ),
    ),
    Scene(
        "classes/own_client.py",
        "a class of the program's own with both halves, released on success only",
        (
            Life("all is well", "ordinary", 1, plain("run_train", "ana", ["platform 9", "platform 3"])),
            Life("input is malformed", "failure", 1, plain("run_train", "ana", ["platform nine"])),
        ),
    ),
    Scene("generators/captions.py", "generator that releases at its end, without finally", captions()),
    Scene("generators/subtitles.py", "generator that releases in finally", captions()),
    Scene(
        "generators/frames.py",
        "asynchronous generator in aclosing",
        (
            Life("closed early", "ordinary", 1, first_bright),
            Life("source fails", "failure", 1, never_bright),
        ),
    ),
    Scene("tasks/gather_connects.py", "gather of connects, left after the work", players("quartet", 3)),
    Scene("tasks/gather_whole.py", "gather of coroutines that each use async with", players("quartet", 3)),
    Scene("tasks/group.py", "task group of coroutines that each leave in finally", players("market", 3)),
    Scene("tasks/loop_never_leaves.py", "a loop that joins and never leaves", rounds("inspect")),
    Scene("tasks/loop_leaves_last.py", "a loop that leaves the last call only", rounds("patrol")),
    Scene("tasks/loop_leaves_each.py", "a loop that leaves in each turn", rounds("audit")),
    Scene(
        "tasks/cancelled_task.py",
        "a task that is cancelled, async with",
        (
            Life("start and stop", "ordinary", 1, metronome),
            Life("stop during the handshake", "race", 1, metronome_during_handshake),
        ),
    ),
    Scene(
        "tasks/telnet_desk.py",
        "asyncio.start_server, left when the peer ends well",
        (
            Life("peer closes", "ordinary", 1, desk("Desk", b"2")),
            Life("peer sends no number", "failure", 1, desk("Desk", b"two")),
        ),
    ),
    Scene(
        "tasks/telnet_clerk.py",
        "asyncio.start_server, async with",
        (
            Life("peer closes", "ordinary", 1, desk("Clerk", b"2")),
            Life("peer sends no number", "failure", 1, desk("Clerk", b"two")),
        ),
    ),
    Scene(
        "tasks/retry_keeps.py",
        "retries that keep their connection",
        (Life("ready at once", "ordinary", 1, ready(1)), Life("ready at the third attempt", "ordinary", 3, ready(3))),
    ),
    Scene(
        "tasks/retry_leaves.py",
        "retries in async with",
        (Life("ready at once", "ordinary", 1, ready(1)), Life("ready at the third attempt", "ordinary", 3, ready(3))),
    ),
    Scene(
        "tasks/timeout_around_work.py",
        "a timeout that the except clause does not catch",
        (
            Life("work raises", "failure", 1, Coroutine("interview").run(fails)),
            Life("work takes too long", "failure", 1, Coroutine("interview").run(for_ever)),
        ),
    ),
    Scene(
        "pytest/room_checks.py",
        "fixture that never disconnects",
        (
            Life("one test", "ordinary", 1, under_pytest("test_alice_may_write[hello]")),
            Life("three tests", "ordinary", 3, under_pytest()),
        ),
    ),
    Scene(
        "pytest/room_checks_yield.py",
        "fixture that disconnects after yield",
        (
            Life("one test", "ordinary", 1, under_pytest("test_bruno_may_write[hello]")),
            Life("one test of three fails", "failure", 3, under_pytest()),
        ),
    ),
    Scene(
        "pytest/room_checks_inline.py",
        "test that disconnects when it passes; what a failed test leaves open ends with pytest's process",
        (
            Life("one test", "ordinary", 1, under_pytest("test_carla_may_write[hello]")),
            Life("one test of three fails, pytest ends", "failure", 3, under_pytest(), process=True),
        ),
    ),
    Scene(
        "threads/heartbeat.py", "a timer that connects at each tick", (Life("three ticks", "ordinary", 3, beats(3)),)
    ),
    Scene(
        "threads/heartbeat_paired.py",
        "a timer that connects and disconnects at each tick",
        (Life("three ticks", "ordinary", 3, beats(3)),),
    ),
    Scene("scripts/seed_users.py", "users are connected to create them", (Life("three users", "ordinary", 0, seed),)),
    Scene("scripts/seed_batch.py", "users are created in a batch", (Life("three users", "ordinary", 1, seed_batch),)),
]
