"""What a Python project asks for of packages, by ``pyproject.toml`` and ``requirements*.txt`` around its files.

See https://packaging.python.org/en/latest/specifications/pyproject-toml/, PEP 735 for groups of dependencies, and
https://python-poetry.org/docs/pyproject/ for the tables of Poetry.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping

from hangup.project.modules.jsonc import table, texts
from hangup.project.modules.tree import Tree
from hangup.project.read import read

PROJECT = "pyproject.toml"
_LISTS = re.compile(r"requirements[\w.-]*\.(?:txt|in)")
_REQUIREMENT = re.compile(r"\s*(?P<name>[A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?P<asked>[^;#]*)")
_LONGEST = 1 << 20


class Requirements:
    """The requirements around the files of a project. Names are compared as PEP 503 has it (``_`` is ``-``)."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._read: dict[str, Mapping[str, str]] = {}

    def requirement(self, path: str, name: str) -> str | None:
        """What the nearest folder around a file asks for of a distribution; empty for any release."""
        wanted = _normal(name)
        for folder in self._tree.above(self._tree.place(path)):
            if folder not in self._read:
                self._read[folder] = dict(_requirements(_asked_in(folder)))
            if wanted in self._read[folder]:
                return self._read[folder][wanted]
        return None


def _asked_in(folder: str) -> Iterator[str]:
    """The requirements that stand in the files of a folder, as they are written."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        if name == PROJECT:
            yield from _of_project(_table(f"{folder}/{name}"))
        elif _LISTS.fullmatch(name):
            yield from _text(f"{folder}/{name}").splitlines()


def _of_project(content: Mapping[str, object]) -> Iterator[str]:
    project, poetry = table(content.get("project")), table(table(content.get("tool")).get("poetry"))
    yield from texts(project.get("dependencies"))
    for listed in (
        *table(project.get("optional-dependencies")).values(),
        *table(content.get("dependency-groups")).values(),
    ):
        yield from texts(listed)
    groups = (table(group).get("dependencies") for group in table(poetry.get("group")).values())
    for dependencies in (poetry.get("dependencies"), *groups):
        for name, asked in table(dependencies).items():
            version = asked if isinstance(asked, str) else table(asked).get("version")
            yield f"{name} {version if isinstance(version, str) else ''}"


def _requirements(written: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in written:
        found = _REQUIREMENT.match(text)
        if found is not None:
            yield _normal(found["name"]), found["asked"].strip().strip("()")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _text(place: str) -> str:
    try:
        data = read(place, _LONGEST)
    except (OSError, ValueError):
        return ""
    return data.decode("utf-8-sig", "replace") if len(data) <= _LONGEST else ""


def _table(place: str) -> Mapping[str, object]:
    import tomllib  # most runs ask for no requirement

    try:
        return tomllib.loads(_text(place))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
