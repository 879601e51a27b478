"""Where output goes and what that place can show: decided once, in one place, for every reporter."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import TextIO

from hangup.records import dataclass, field

MARKS = "╭╰├─│┆▶…·①②"
"""Characters of the frames; a stream that cannot encode them gets the ASCII set."""

_PIPE_WIDTH = 100
_WIDEST = 120
_NARROWEST = 40

_UNSAFE = "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
"""Compiled where a text holds what is not printable, which these are: most texts do not."""


@dataclass(frozen=True, slots=True)
class Screen:
    """``links``: the terminal shows OSC 8 hyperlinks. ``quiet``: findings only, no summary.

    ``pages``: the address of each rule's page, by code.
    """

    stream: TextIO
    color: bool = False
    links: bool = False
    unicode: bool = True
    width: int = _PIPE_WIDTH
    quiet: bool = False
    pages: Mapping[str, str] = field(default_factory=dict[str, str])

    def shows(self, character: str) -> bool:
        """Whether the stream's encoding has the character."""
        return character.isascii() or _encodes(self.stream, character)

    def line(self, text: str = "") -> None:
        self.stream.write(text + "\n")


def look(
    stream: TextIO, color: str = "auto", *, quiet: bool = False, environ: Mapping[str, str] = os.environ
) -> Screen:
    """What a stream can show. A line it cannot encode is escaped from here on and never an error."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    terminal = stream.isatty() and environ.get("TERM") != "dumb"
    colored = wants_color(color, terminal, environ)
    return Screen(
        stream,
        color=colored,
        links=colored and terminal,
        unicode=_encodes(stream, MARKS),
        width=_width(stream, environ),
        quiet=quiet,
    )


def wants_color(option: str, terminal: bool, environ: Mapping[str, str]) -> bool:
    """``--color``, then NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, then whether it is a terminal."""
    if option != "auto":
        return option == "always"
    if environ.get("NO_COLOR"):
        return False
    forced = environ.get("FORCE_COLOR")
    if forced:
        return forced.lower() not in ("0", "false")
    if environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return terminal


def clean(text: str) -> str:
    """Text of others, made safe to print: control, direction and surrogate characters become visible escapes."""
    return text if text.isprintable() else re.sub(_UNSAFE, lambda found: escape(found[0]), text)


def escape(character: str) -> str:
    """A character that must not reach a terminal, as Python would write it."""
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # an undecodable byte of a file name
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def is_unsafe(character: str) -> bool:
    """Whether :func:`clean` would escape the character."""
    return not character.isprintable() and re.match(_UNSAFE, character) is not None


def _encodes(stream: TextIO, text: str) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _width(stream: TextIO, environ: Mapping[str, str]) -> int:
    """Columns to wrap our own lines to. A pipe has no width of its own, and a terminal may not know it."""
    columns = 0
    if environ.get("COLUMNS", "").isdigit():
        columns = int(environ["COLUMNS"])
    elif stream.isatty():
        try:
            columns = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            columns = 0
    return max(_NARROWEST, min(columns, _WIDEST)) if columns else _PIPE_WIDTH


def standard_output(color: str, *, quiet: bool = False) -> Screen:
    """The screen behind ``sys.stdout``."""
    return look(sys.stdout, color, quiet=quiet)
