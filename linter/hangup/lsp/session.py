"""When what is checked: after a pause in typing, in one thread, and only the newest text of a file.

The event loop owns everything here but the analysis, which belongs to the thread.
"""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hangup.baseline import BaselineError
from hangup.catalogue.sources import CatalogueError
from hangup.config import ConfigError
from hangup.diagnose import not_analysed
from hangup.frontends import is_supported
from hangup.lsp.analysis import Analysis
from hangup.lsp.changing import Changes
from hangup.lsp.texts import Text
from hangup.plugins import PluginError
from hangup.project.discover import reported
from hangup.records import dataclass
from hangup.report import FileReport

if TYPE_CHECKING:
    from hangup.commands.parts import Parts
    from hangup.model import Diagnostic

PAUSE = 0.2
"""Seconds without a change after which a text is checked."""

MENDABLE = (ConfigError, CatalogueError, PluginError, BaselineError)
"""What the user can mend: it is said where it matters, in the file that could not be checked."""

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Opened:
    """A text that the editor holds."""

    uri: str
    path: str
    text: str
    version: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be shown of an open file."""

    opened: Opened
    text: Text
    diagnostics: tuple[Diagnostic, ...]


class Session:
    """The open texts of one editor. ``publish`` shows findings, ``log`` takes a line for the editor's log."""

    def __init__(
        self, parts: Parts, publish: Callable[[Found], None], log: Callable[[str], None], pause: float = PAUSE
    ) -> None:
        self._analysis = Analysis(parts)
        self.changes = Changes(self._analysis)
        self.opened: dict[str, Opened] = {}
        self._publish = publish
        self._log = log
        self._pause = pause
        self._said = ""
        self._ended = False
        self._pending: dict[str, asyncio.Task[None]] = {}
        self._thread = ThreadPoolExecutor(1, "hangup")

    # ------------------------------------------------------------ events

    def open(self, uri: str, path: str, text: str, version: int | None) -> None:
        """A file was opened, or its text has changed."""
        name = name_of(path)
        if self._ended or not is_supported(name):
            return
        waits = uri in self.opened
        self.opened[uri] = Opened(uri, name, text, version)
        self._plan(uri, self._pause if waits else 0)

    def close(self, uri: str) -> None:
        """A file was closed: what is on disk counts again."""
        opened = self.opened.pop(uri, None)
        pending = self._pending.pop(uri, None)
        if pending is not None:
            pending.cancel()
        if opened is not None and not self._ended:
            self._thread.submit(self._analysis.drop, opened.path)
            self._publish(Found(opened, Text.written(opened.path, ""), ()))
            self._plan_all()

    def saved(self, uri: str) -> None:
        """A file was written: what could not be known before is known now."""
        if uri in self.opened and not self._ended:
            self._plan(uri, 0)

    def forget(self) -> None:
        """Files on disk or configurations have changed."""
        if not self._ended:
            self._thread.submit(self._analysis.forget)
            self._plan_all()

    def end(self) -> None:
        """Nothing is shown from here on, and nothing more is begun."""
        self._ended = True
        for task in self._pending.values():
            task.cancel()
        self._pending.clear()
        self._thread.shutdown(wait=False, cancel_futures=True)

    # ------------------------------------------------------------ work

    async def ask(self, uri: str, question: Callable[[Analysis, str, Text], _Result]) -> _Result | None:
        """Ask something of an open text, in the thread. None of a file that is not open, and where hangup fails."""
        opened = self.opened.get(uri)
        if opened is None or self._ended:
            return None

        def work() -> _Result:
            text = self._put(opened)
            return question(self._analysis, opened.path, text)

        try:
            return await asyncio.wrap_future(self._thread.submit(work))
        except (asyncio.CancelledError, KeyboardInterrupt, SystemExit):
            raise
        except MENDABLE as error:
            self._say(str(error))
        except BaseException as error:  # noqa: BLE001  (a native parser's panic is no Exception)
            self._fail(opened.path, error)
        return None

    def _plan_all(self) -> None:
        for uri in self.opened:
            self._plan(uri, 0)

    def _plan(self, uri: str, pause: float) -> None:
        """Check a text after a pause; the check of an older text is given up."""
        pending = self._pending.pop(uri, None)
        if pending is not None:
            pending.cancel()
        task = self._pending[uri] = asyncio.get_running_loop().create_task(self._check(uri, pause))
        task.add_done_callback(lambda done: self._done(uri, done))

    def _done(self, uri: str, task: asyncio.Task[None]) -> None:
        if self._pending.get(uri) is task:
            del self._pending[uri]

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        opened = self.opened[uri]
        future = self._thread.submit(self._checked, opened)
        try:
            found = await asyncio.wrap_future(future)
        except (asyncio.CancelledError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001  (as above)
            self._fail(opened.path, error)
            return
        for text, report in found:
            shown = next((each for each in self.opened.values() if each.path == report.source.path), None)
            if report.failure is not None:
                self._log(f"hangup failed on {report.failure.path}: {report.failure.details}")
            if shown is not None and shown.version == text.version:  # else a newer text is about to be checked
                self._publish(Found(shown, text, report.diagnostics))

    def _put(self, opened: Opened) -> Text:
        text = Text.written(opened.path, opened.text, opened.version)
        self._analysis.put(opened.path, text)
        return text

    def _checked(self, opened: Opened) -> list[tuple[Text, FileReport]]:
        """Runs in the thread."""
        text = self._put(opened)
        try:
            reports = self._analysis.check(opened.path)
        except MENDABLE as error:
            self._say(str(error))
            return [(text, FileReport(text.source, (not_analysed(opened.path, str(error)),)))]
        return [(self._analysis.texts[report.source.path], report) for report in reports]

    # ------------------------------------------------------------ what goes wrong

    def _say(self, message: str) -> None:
        if message != self._said:
            self._said = message
            self._log(message)

    def _fail(self, path: str, error: BaseException) -> None:
        self._log(f"hangup failed on {path}; please report it\n{''.join(traceback.format_exception(error))}")


def name_of(path: str) -> str:
    """A path as hangup reports it: relative below the working directory."""
    folder, name = os.path.split(os.path.abspath(path))
    real = os.path.join(os.path.realpath(folder), name)
    here = os.path.realpath(os.curdir)
    inside = real.startswith(here.rstrip(os.sep) + os.sep)
    return reported(os.path.relpath(real, here) if inside else Path(real).as_posix())
