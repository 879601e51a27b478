"""A session in which hangup fails: the editor's log says it, and the next text is checked as if nothing was."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hangup import assembly
from hangup.commands.parts import Parts
from hangup.lsp.session import Found, Session
from hangup.model import Span

LEAK = "import { StreamChat } from 'stream-chat';\nnew StreamChat('k').connectUser({ id: 'a' }, 't');\n"


class Panic(BaseException):
    """What a native parser may throw."""


class Editor:
    """What a session says, as it comes."""

    def __init__(self, parts: Parts) -> None:
        self.said: asyncio.Queue[Found | str] = asyncio.Queue()
        self.session = Session(parts, self.said.put_nowait, self.said.put_nowait, pause=0)

    async def hears(self) -> Found | str:
        return await asyncio.wait_for(self.said.get(), 60)


def real(prefilter: Callable[..., Any] = assembly.prefilter) -> Parts:
    return Parts(assembly.registry, assembly.toolbox, prefilter, assembly.rule_pages)


@pytest.mark.parametrize("error", [RuntimeError("out of luck"), Panic("out of luck")], ids=["error", "panic"])
def test_an_error_is_logged_and_the_session_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.chdir(tmp_path)
    broken = True

    def prefilter(*settings: Any) -> Any:
        if broken:
            raise error
        return assembly.prefilter(*settings)

    async def run() -> None:
        nonlocal broken
        editor = Editor(real(prefilter))
        path = str(tmp_path / "chat.ts")
        editor.session.open("file:///chat.ts", path, LEAK, 1)
        said = await editor.hears()
        assert isinstance(said, str)
        assert said.startswith("hangup failed on chat.ts; please report it\nTraceback")
        assert await editor.session.ask("file:///chat.ts", lambda *_: analysis_fails(error)) is None
        assert "out of luck" in str(await editor.hears())
        broken = False
        editor.session.open("file:///chat.ts", path, LEAK, 2)
        found = await editor.hears()
        assert isinstance(found, Found)
        assert found.opened.version == 2
        assert [each.code for each in found.diagnostics] == ["HUP101"]
        editor.session.end()

    asyncio.run(run())


def analysis_fails(error: BaseException) -> object:
    raise error


def test_after_the_end_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def run() -> None:
        editor = Editor(real())
        editor.session.end()
        editor.session.open("file:///chat.ts", str(tmp_path / "chat.ts"), LEAK, 1)
        editor.session.saved("file:///chat.ts")
        editor.session.forget()
        editor.session.close("file:///chat.ts")
        assert await editor.session.ask("file:///chat.ts", lambda *_: Span(0, 0)) is None
        assert editor.said.empty()

    asyncio.run(run())


def test_a_text_that_is_no_longer_the_newest_is_not_spoken_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def run() -> None:
        editor = Editor(real())
        path = str(tmp_path / "chat.ts")
        for version in range(1, 30):
            editor.session.open("file:///chat.ts", path, LEAK * (version % 2), version)
        found = await editor.hears()
        assert isinstance(found, Found)
        assert found.opened.version == found.text.version == 29
        editor.session.end()

    asyncio.run(run())
