"""A line on a terminal's stderr that says how far a long run is. Short runs and machines never see it."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Self, TextIO

from hangup.reporters.screen import clean

_PATIENCE = 0.5
_PAUSE = 0.1
_WIDTH = 80
"""Of a terminal that does not know."""


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
        from rich.cells import set_cell_size

        text = f"{done:,} of {total:,} files  {clean(path)}"
        encoding = self._stream.encoding or "ascii"
        self._write(set_cell_size(text.encode(encoding, "replace").decode(encoding), self._width() - 1))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            self._write(" " * (self._width() - 1))
            self._write("")

    def _write(self, text: str) -> None:
        """Blanks take away what was there: they do so on terminals without colours and escape codes too."""
        self._stream.write(f"\r{text}")
        self._stream.flush()

    def _width(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or _WIDTH
        except OSError:
            return _WIDTH
