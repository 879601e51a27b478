"""``--show-files`` and ``--show-settings``: what a check would do, without doing it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hangup.commands.ending import CLEAN, output
from hangup.commands.targets import discovered, is_stdin
from hangup.config import KEYS, FileIgnores, Settings
from hangup.model import Confidence, Severity
from hangup.project.exclude import Patterns
from hangup.reporters.screen import clean, look

if TYPE_CHECKING:
    from hangup.commands.options import CheckOptions
    from hangup.configuration import Configuration


def files(options: CheckOptions, settings: Configuration) -> int:
    """Print the paths of the files that would be checked, one a line."""
    names = [options.stdin_filename or ""] if is_stdin(options) else discovered(options, settings).files
    with output():
        screen = look(sys.stdout, options.color)
        for name in names:
            screen.line(clean(name))
    return CLEAN


def settings(options: CheckOptions, settings: Configuration) -> int:
    """Print the settings that hold for each of the paths, as TOML that says where it comes from."""
    names = [options.stdin_filename or "."] if is_stdin(options) else options.paths or (".",)
    with output():
        screen = look(sys.stdout, options.color)
        for number, name in enumerate(names):
            holding = settings.of(os.path.join(name, "_") if os.path.isdir(name) else name)
            origin = clean(holding.file) or "no configuration file"
            for line in [""] * bool(number) + [f"# {clean(name)}: {origin}", *as_toml(holding)]:
                screen.line(line)
    return CLEAN


def as_toml(holding: Settings) -> Iterator[str]:
    """Settings as lines of a ``hangup.toml``."""
    for key in KEYS:
        value = getattr(holding, key.replace("-", "_"))
        if key == "per-file-ignores":
            yield f"{key} = {{{', '.join(_file_ignores(value))}}}"
        elif key == "fail-on" or value is not None:
            yield f"{key} = {_toml('never' if value is None else value)}"


def _file_ignores(value: tuple[FileIgnores, ...]) -> Iterator[str]:
    for ignores in value:
        yield f" {_toml(ignores.pattern.lines[0])} = {_toml(ignores.rules)} "


def _toml(value: object) -> str:
    """A value of :class:`Settings` in TOML, whose strings are written as JSON's."""
    if isinstance(value, Severity | Confidence):
        return json.dumps(value.label)
    if isinstance(value, Patterns):
        return json.dumps(value.lines)
    return json.dumps(value)
