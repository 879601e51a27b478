"""What a manifest says: scenarios, their lives, and the stage on which a life is driven."""

from __future__ import annotations

import asyncio
import gc
import importlib
import importlib.util
import io
import itertools
import json
import os
import sys
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from harness.counting import SECONDS, Counting
from harness.registry import Registry

HOME = Path(__file__).parents[1]
SCENARIOS = HOME / "scenarios"

Kind = Literal["ordinary", "failure", "race"]
_numbers = itertools.count()


class Stage:
    """Where one life takes place: a server that counts, a fresh copy of the scenario, and what it did not handle."""

    def __init__(self, path: Path, server: Counting, table: str) -> None:
        self.path = path
        self.server = server
        self.errors: set[str] = set()
        self.works: bool | None = None
        self.clients: int | None = None
        self.registry: Registry | None = None
        self._table = table
        self._module: ModuleType | None = None

    @property
    def module(self) -> Any:
        """The scenario, imported on first use."""
        if self._module is None:
            self._module = self.load()
            if self._table:
                self.registry = Registry.replace(self._module, self._table)
        return self._module

    def load(self) -> ModuleType:
        """A new copy of the scenario's module."""
        name = f"{self.path.stem}_{next(_numbers)}"
        spec = importlib.util.spec_from_file_location(name, self.path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note what is raised in the block instead of raising it."""
        try:
            yield
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            self.note(error)

    def note(self, error: BaseException) -> None:
        if isinstance(error, BaseExceptionGroup):
            for one in error.exceptions:
                self.note(one)
            return
        first = (str(error).strip().splitlines() or [""])[0]
        self.errors.add(f"{type(error).__name__}: {first}" if first else type(error).__name__)

    @contextmanager
    def counting_instances(self, made: type) -> Iterator[None]:
        """Count the objects of a class that are made in the block."""
        own = vars(made).get("__init__")
        original: Callable[..., None] = getattr(made, "__init__")  # noqa: B009  # its signature is not of interest
        self.clients = 0

        def counted(this: object, *args: Any, **kwargs: Any) -> None:
            assert self.clients is not None
            self.clients += type(this) is made
            original(this, *args, **kwargs)

        setattr(made, "__init__", counted)  # noqa: B010  # as above
        try:
            yield
        finally:
            if own is None:
                delattr(made, "__init__")  # as above
            else:
                setattr(made, "__init__", own)  # noqa: B010  # as above


Drive = Callable[[Stage], Awaitable[None] | None]


@dataclass(frozen=True, slots=True)
class Life:
    """One life: what happens, how many connections it needs, and how it is driven.

    ``process``: the life ends with the process. It is driven in a child, and what is left is counted when that is gone.

    A drive that is a coroutine function runs in an event loop, and what is left is counted while the loop still runs:
    its program goes on.
    """

    name: str
    kind: Kind
    asked: int
    drive: Drive
    process: bool = False


def until_process_ends(lives: tuple[Life, ...]) -> tuple[Life, ...]:
    """The lives of something that stays as long as the process."""
    return tuple(replace(life, process=True) for life in lives)


@dataclass(frozen=True, slots=True)
class Scene:
    """A scenario: its file below ``scenarios``, a title, its lives.

    ``table`` is the registry whose entries are counted instead of connections.
    """

    path: str
    title: str
    lives: tuple[Life, ...] = field(default=())
    table: str = ""


def measure(scene: Scene) -> dict[str, Any]:
    """Drive all lives of a scenario, each on a stage of its own."""
    lives = [_measured(scene, life) for life in scene.lives]
    return {"scenario": f"python/scenarios/{scene.path}", "title": scene.title, "lives": lives}


def _measured(scene: Scene, life: Life) -> dict[str, Any]:
    try:
        return _measure(scene, life)
    except Exception as error:
        raise RuntimeError(f"{scene.path}, {life.name}: not measured") from error


def _measure(scene: Scene, life: Life) -> dict[str, Any]:
    with Counting() as server, warnings.catch_warnings(), redirect_stdout(io.StringIO()), _collecting_at_the_end():
        warnings.simplefilter("ignore")
        os.environ.update(surroundings(f"127.0.0.1:{server.port}"))
        stage = Stage(SCENARIOS / scene.path, server, scene.table)
        measured = _in_child(stage, life.drive) if life.process else _run(stage, life.drive)
    return {"life": life.name, "kind": life.kind, "asked": life.asked, **measured}


def surroundings(address: str) -> dict[str, str]:
    """The environment in which the clients find the server."""
    secret = "long-enough-for-a-signature-of-256-bits"
    return {
        "LOOPBACK": address,
        "STREAM_API_KEY": "key",
        "STREAM_API_SECRET": secret,
        "STREAM_BASE_URL": f"http://{address}",
        "STREAM_CHAT_URL": f"http://{address}",
        "STREAM_KEY": "key",
        "STREAM_SECRET": secret,
    }


def _in_child(stage: Stage, drive: Drive) -> dict[str, Any]:
    """Drive in a child of this process, and count what is left when it has ended. The server stays in this one."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            os.write(writing, json.dumps(_run(stage, drive)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as told:
        measured: dict[str, Any] = json.loads(told.read())
    os.waitpid(child, 0)
    return {**measured, **_count(stage)}


@contextmanager
def _collecting_at_the_end() -> Iterator[None]:
    """Cycles are collected when a life is counted, and not at some time before it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _run(stage: Stage, drive: Drive) -> dict[str, Any]:
    if not asyncio.iscoroutinefunction(drive):
        drive(stage)
        counts = _count(stage)
    else:
        counts = asyncio.run(_in_loop(stage, drive))
    clients = {} if stage.clients is None else {"clients": stage.clients}
    return {**counts, "works": stage.works, **clients, "errors": sorted(stage.errors)}


async def _in_loop(stage: Stage, drive: Drive) -> dict[str, int]:
    async with asyncio.timeout(SECONDS):
        await drive(stage)  # type: ignore[misc]
        return await asyncio.to_thread(_count, stage)


def _count(stage: Stage) -> dict[str, int]:
    stage.server.settle()
    counted = stage.server if stage.registry is None else stage.registry
    return {"opened": counted.opened, "most": counted.most, "left": counted.left}


def stand_in(name: str, package: str) -> None:
    """Import a module and let it answer to the name of another."""
    sys.modules[package] = importlib.import_module(name)
