"""Globs over paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache


def in_files(path: str, files: Sequence[str], unless: Sequence[str] = ()) -> bool:
    """Whether a path is matched by one of the globs, if there are any, and by none of the others.

    A glob may begin at any folder.
    """
    return (not files or _matches(path, files)) and not _matches(path, unless)


def _matches(path: str, patterns: Sequence[str]) -> bool:
    return any(glob_regex(glob).match(path) for pattern in patterns for glob in (pattern, "**/" + pattern))


@lru_cache(maxsize=1024)
def glob_regex(pattern: str) -> re.Pattern[str]:
    """A glob over POSIX paths: ``**`` crosses folders, ``*`` does not, ``{a,b}`` is a choice."""
    out: list[str] = []
    index = 0
    while index < len(pattern):
        char = pattern[index]
        if pattern.startswith("**/", index):
            out.append("(?:.*/)?")
            index += 3
            continue
        if pattern.startswith("**", index):
            out.append(".*")
            index += 2
            continue
        if char == "{" and "}" in pattern[index:]:
            end = pattern.index("}", index)
            out.append("(?:" + "|".join(re.escape(part) for part in pattern[index + 1 : end].split(",")) + ")")
            index = end + 1
            continue
        out.append({"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char)))
        index += 1
    return re.compile("".join(out) + r"\Z")
