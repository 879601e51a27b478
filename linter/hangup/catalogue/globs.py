"""Globs over paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

_ANY = "**/"
"""Any folders, or none."""
_SIGN = re.compile(r"\*+/?|\?|\{[^}]*\}")


def in_files(path: str, files: Sequence[str], unless: Sequence[str] = ()) -> bool:
    """Whether a path is matched by one of the globs, if there are any, and by none of the others.

    A glob may begin at any folder.
    """
    return (not files or _matches(path, files)) and not _matches(path, unless)


def _matches(path: str, patterns: Sequence[str]) -> bool:
    return any(_may_match(path, pattern) and _anywhere(pattern).match(path) for pattern in patterns)


def _may_match(path: str, pattern: str) -> bool:
    """Whether a path holds all that a glob says in so many words: most do not, and nothing has to be compiled."""
    return all(text in path for text in _texts(pattern))


@cache
def _texts(pattern: str) -> list[str]:
    """What stands between the signs of a glob and its choices. The slash behind a sign may stand for no folder."""
    return [text for text in _SIGN.split(pattern) if text]


def _anywhere(pattern: str) -> re.Pattern[str]:
    return glob_regex(pattern if pattern.startswith(_ANY) else _ANY + pattern)


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
