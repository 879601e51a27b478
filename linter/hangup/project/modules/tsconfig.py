"""``paths`` and ``baseUrl`` of ``tsconfig.json`` and ``jsconfig.json``, with what they extend.

See https://www.typescriptlang.org/tsconfig/#paths and https://www.typescriptlang.org/tsconfig/#extends.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from hangup.project.modules.jsonc import items, table, texts
from hangup.project.modules.tree import Tree
from hangup.records import dataclass, field

NAMES = ("tsconfig.json", "jsconfig.json", "tsconfig.app.json", "tsconfig.base.json")
_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Configuration:
    """``base``: the folder names are relative to, where one was set. ``paths``: patterns with absolute places."""

    base: str | None = None
    paths: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


class Configurations:
    """The configuration in force in each folder, read when it is first asked for."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._in_folder: dict[str, Configuration | None] = {}
        self._at: dict[str, Configuration | None] = {}
        """By place. One that is being read is empty, so that circles end."""

    def places(self, folder: str, name: str) -> Iterator[str]:
        """The places a name stands for in a folder, the most specific pattern's first."""
        configuration = self._of(folder)
        if configuration is None:
            return
        best = sorted((p for p in configuration.paths if _fits(p, name)), key=lambda p: len(p.partition("*")[0]))
        for pattern in best[-1:]:
            head, star, tail = pattern.partition("*")
            matched = name[len(head) : len(name) - len(tail)] if star else ""
            yield from (target.replace("*", matched, 1) for target in configuration.paths[pattern])
        if configuration.base is not None:
            yield posixpath.join(configuration.base, name)

    def aliases_of(self, place: str) -> Iterator[str]:
        """Names without a pattern that stand for a file."""
        stem = posixpath.splitext(place)[0]
        configuration = self._of(posixpath.dirname(place))
        for pattern, targets in configuration.paths.items() if configuration is not None else ():
            if "*" not in pattern and any(posixpath.splitext(t)[0] in (stem, posixpath.dirname(stem)) for t in targets):
                yield pattern

    def ask(self) -> None:
        """Read all configurations there are, so that processes that help need not."""
        for folder in self._tree.folders:
            self._of(folder)

    def _of(self, folder: str) -> Configuration | None:
        """The nearest configuration upwards."""
        if folder not in self._in_folder:
            found = next((c for name in NAMES if (c := self._read(f"{folder}/{name}")) is not None), None)
            is_inside = folder != self._tree.root and folder.startswith(self._tree.root.rstrip("/") + "/")
            if found is None and is_inside:
                found = self._of(posixpath.dirname(folder))
            self._in_folder[folder] = found
        return self._in_folder[folder]

    def _read(self, place: str, depth: int = 0) -> Configuration | None:
        if place not in self._at:
            content = self._tree.table(place)
            self._at[place] = None if content is None else Configuration()
            if content is not None:
                self._at[place] = self._read_content(place, content, depth)
        return self._at[place]

    def _read_content(self, place: str, content: Mapping[str, object], depth: int) -> Configuration:
        folder, base, paths = posixpath.dirname(place), None, dict[str, tuple[str, ...]]()
        for extended in texts(content.get("extends")):
            inherited = self._extended(folder, extended, depth)
            base, paths = inherited.base or base, inherited.paths or paths
        options = table(content.get("compilerOptions"))
        own_base = options.get("baseUrl")
        if isinstance(own_base, str):
            base = posixpath.normpath(posixpath.join(folder, own_base))
        own_paths = table(options.get("paths"))
        if own_paths:
            start = base or folder
            paths = {
                pattern: tuple(posixpath.normpath(posixpath.join(start, target)) for target in texts(targets))
                for pattern, targets in own_paths.items()
            }
        if base is None and not paths and "references" in content:
            return self._referenced(folder, content, depth)
        return Configuration(base, paths)

    def _referenced(self, folder: str, content: object, depth: int) -> Configuration:
        """A configuration that only names others: the first that sets paths."""
        for reference in items(table(content).get("references")) if depth < _DEEPEST else ():
            for path in texts(table(reference).get("path")):
                place = posixpath.normpath(posixpath.join(folder, path))
                for candidate in (place, f"{place}/tsconfig.json"):
                    known = self._read(candidate, depth + 1) if candidate.endswith(".json") else None
                    if known is not None and (known.paths or known.base):
                        return known
        return Configuration()

    def _extended(self, folder: str, name: str, depth: int) -> Configuration:
        """A configuration that another one extends: a file of the project; packages are not looked into."""
        if depth >= _DEEPEST or not name.startswith((".", "/")):
            return Configuration()
        place = posixpath.normpath(posixpath.join(folder, name))
        candidates = (place, place + ".json", f"{place}/tsconfig.json")
        known = (self._read(candidate, depth + 1) for candidate in candidates if candidate.endswith(".json"))
        return next((configuration for configuration in known if configuration is not None), Configuration())


def _fits(pattern: str, name: str) -> bool:
    head, star, tail = pattern.partition("*")
    if not star:
        return name == pattern
    return len(name) >= len(head) + len(tail) and name.startswith(head) and name.endswith(tail)
