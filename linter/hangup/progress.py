"""A line on a terminal's stderr that says how far a long run is. Short runs and machines never see it."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Self, TextIO

from hangup.reporters.screen import clean

_PATIENCE = 0.5
_PAUSE = 0.1


class Progress:
    """Called for each file; draws when the run has lasted, and takes its line away at the end."""

    def __init__(self, stream: TextIO, environ: Mapping[str, str] = os.environ) -> None:
        self._stream = stream
        plain = environ.get("TERM") == "dumb" or environ.get("PRE_COMMIT") or environ.get("CI")
        self._on = stream.isatty() and not plain
        self._next = time.monotonic() + _PATIENCE
        self._drawn = False

    def __call__(self, done: int, total: int, path: str) -> None:
        if not self._on or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _PAUSE
        self._drawn = True
        try:
            width = os.get_terminal_size(self._stream.fileno()).columns
        except OSError:
            width = 0
        text = f"{done:,} of {total:,} files  {clean(path)}"
        shown = text.encode(self._stream.encoding or "ascii", "replace").decode(self._stream.encoding or "ascii")
        self._stream.write(f"\r\x1b[2K{shown[: (width or 80) - 1]}")
        self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
