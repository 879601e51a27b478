"""Answers the analysis's questions from the catalogue: what does this path create, acquire, release, run?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from hangup.catalogue.frameworks import Frameworks, RoleMatch
from hangup.catalogue.libraries import CreateMatch, Libraries
from hangup.catalogue.refs import ANY, ResourceRef
from hangup.catalogue.schema import Framework, Sdk


class Knowledge(Libraries, Frameworks):
    """The catalogue for one language, indexed."""

    def __init__(self, sdks: Iterable[Sdk], frameworks: Iterable[Framework], language: str) -> None:
        Libraries.__init__(self, sdks, language)
        Frameworks.__init__(self, frameworks, language)


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


__all__ = ["ANY", "CreateMatch", "Knowledge", "ResourceRef", "RoleMatch", "glob_regex"]
