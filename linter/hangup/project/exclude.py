"""What is left out: folders that hold nobody's source, and the user's own patterns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from hangup.names import is_minified, is_standard
from hangup.records import dataclass

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns as they are written in a ``.gitignore`` that stands in the directory ``root``."""

    lines: tuple[str, ...] = ()
    root: str = "."

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", os.path.abspath(self.root))

    def fit(self, path: str) -> bool:
        """Whether one of them fits a path. Directories are given with a slash at the end."""
        if not self.lines:
            return False
        path = os.path.join(os.path.abspath(path), "") if path.endswith(("/", os.sep)) else os.path.abspath(path)
        return _spec(self.lines).match_file(self._relative(path))

    def inside(self, folder: str) -> Callable[[str], bool]:
        """Whether one of them fits a file of a folder, by its name there."""
        prefix, match = self._relative(os.path.join(os.path.abspath(folder), "")), _spec(self.lines).match_file
        return lambda name: match(prefix + name)

    def _relative(self, path: str) -> str:
        """An absolute path as the patterns see it."""
        root = self.root.rstrip(os.sep) + os.sep
        relative = path[len(root) :] if path.startswith(root) else path.lstrip(os.sep)
        return relative.replace(os.sep, "/")


def first_wrong(lines: Iterable[str]) -> str | None:
    """The first pattern that is none, if any: ``!`` with nothing behind it, or a backslash at the end."""
    for line in lines:
        try:
            _spec((line,))
        except ValueError:
            return line
    return None


@cache
def _spec(lines: tuple[str, ...]) -> GitIgnoreSpec:
    import warnings

    from pathspec import GitIgnoreSpec

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of regular expressions, which nobody has written
        return GitIgnoreSpec.from_lines(lines)


class Excludes:
    """The user's patterns: those that hold everywhere, and those that the file nearest to a path brings.

    ``nearest`` is asked once per directory, with the path of something in it.
    """

    def __init__(self, *everywhere: Patterns, nearest: Callable[[str], Patterns] | None = None) -> None:
        self._everywhere = tuple(patterns for patterns in everywhere if patterns.lines)
        self._nearest = nearest
        self._by_directory: dict[tuple[str, str], tuple[Patterns, ...]] = {}

    def excluded(self, path: str) -> bool:
        """Whether a named file or directory is left out (asked with ``--force-exclude`` only)."""
        relative = os.path.relpath(path).replace(os.sep, "/")
        if is_standard(relative):
            return True
        directory = os.path.isdir(path)
        asked = os.path.join(path, "") if directory else path
        return any(patterns.fit(asked) for patterns in self._in("", path))

    def excluded_below(self, directory: str, name: str) -> bool:
        """Whether a file found below a directory is left out."""
        left_out = self.below(directory, name.rpartition("/")[0])
        return is_minified(name) or (left_out is not None and left_out(name))

    def below(self, directory: str, folder: str) -> Callable[[str], bool] | None:
        """Whether a file is left out, for those in one folder below a directory, minified ones aside; None where none
        is. All names are relative to the directory.
        """
        if is_standard(folder):
            return lambda _: True
        key = (directory, folder)
        groups = self._by_directory.get(key)
        if groups is None:
            groups = self._by_directory[key] = self._in(directory, f"{folder}/_" if folder else "_")
        if not groups:
            return None
        fits = [each.inside(os.path.join(directory, folder)) for each in groups]
        start = len(folder) + bool(folder)
        return lambda name: any(fit(name[start:]) for fit in fits)

    def _in(self, directory: str, name: str) -> tuple[Patterns, ...]:
        if self._nearest is None:
            return self._everywhere
        nearest = self._nearest(os.path.join(directory, name))
        return self._everywhere if nearest in self._everywhere or not nearest.lines else (*self._everywhere, nearest)
