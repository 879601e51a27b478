"""Packages of the repository: their names, and the files their ``package.json`` offers.

See https://nodejs.org/api/packages.html. What a manifest names is often built and not there: the source it is built
from is looked for in its place.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property

from hangup.project.modules.jsonc import items, table
from hangup.project.modules.tree import Tree

MANIFEST = "package.json"
_CONDITIONS = ("source", "development", "import", "module", "require", "default", "node", "browser", "types")
_DEPENDENCIES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
_DEEPEST = 8
_BUILT = frozenset({"dist", "lib", "build", "esm", "cjs", "out", "es", "commonjs", "module"})


class Manifests:
    """The packages around and beside the files of a project."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._read: dict[str, Mapping[str, object] | None] = {}

    def roots(self, folder: str) -> list[str]:
        """The folders around a folder that hold a manifest, the innermost first; else the project's root."""
        around = [folder, *self._tree.above(folder)] if folder != self._tree.root else [folder]
        return [place for place in around if self._manifest(place) is not None] or [self._tree.root]

    def packages(self, name: str) -> Iterator[str]:
        """The places that a module name stands for in a package of the repository."""
        package = package_of(name)
        folder = self._by_name.get(package)
        if folder is None:
            return
        inner = name[len(package) + 1 :]
        manifest = self._manifest(folder) or {}
        for target in _offered(manifest, inner):
            yield from _sources(folder, target)
        if inner:
            yield from (f"{folder}/{inner}", f"{folder}/src/{inner}")
        else:
            yield from (f"{folder}/src/index", f"{folder}/index", f"{folder}/src/main", f"{folder}/lib/index")

    def inner(self, folder: str, name: str) -> Iterator[str]:
        """The places that a name beginning with ``#`` stands for in the package around a folder."""
        for root in self.roots(folder)[:1]:
            entries = table((self._manifest(root) or {}).get("imports"))
            for target in _matched(entries, name):
                yield from _sources(root, target)

    def requirement(self, folder: str, name: str) -> str | None:
        """What the nearest manifest around a folder that depends on a package asks for."""
        for root in self.roots(folder):
            manifest = self._manifest(root) or {}
            for kind in _DEPENDENCIES:
                asked = table(manifest.get(kind)).get(name)
                if isinstance(asked, str):
                    return self._own_version(name) if asked.startswith("workspace:") else asked
        return None

    def _own_version(self, name: str) -> str | None:
        """The version of a package of the repository."""
        version = (self._manifest(self._by_name.get(name, "")) or {}).get("version")
        return version if isinstance(version, str) else None

    def names_of(self, place: str) -> Iterator[str]:
        """The name of the package a file may be imported by."""
        for folder, name in self._names.items():
            if place.startswith(folder + "/"):
                yield name

    @cached_property
    def _names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for folder in sorted(self._tree.folders):
            manifest = self._manifest(folder)
            name = manifest.get("name") if manifest is not None else None
            if isinstance(name, str) and name:
                found[folder] = name
        return found

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {name: folder for folder, name in reversed(self._names.items())}

    def _manifest(self, folder: str) -> Mapping[str, object] | None:
        if folder not in self._read:
            place = f"{folder}/{MANIFEST}"
            self._read[folder] = self._tree.table(place)
        return self._read[folder]


def package_of(name: str) -> str:
    """The package that a module name begins with: ``@scope/name`` or ``name``."""
    return "/".join(name.split("/")[: 2 if name.startswith("@") else 1])


def _offered(manifest: Mapping[str, object], inner: str) -> Iterator[str]:
    """What a manifest names for a module of its package, without ``./``."""
    exports = manifest.get("exports")
    if isinstance(exports, str) and not inner:
        yield exports
    entries = table(exports)
    if entries and not any(key.startswith(".") for key in entries):
        entries = {".": entries}
    yield from _matched(entries, f"./{inner}" if inner else ".")
    if not inner:
        for key in ("source", "module", "main", "types", "typings"):
            value = manifest.get(key)
            if isinstance(value, str):
                yield value


def _matched(entries: Mapping[str, object], name: str) -> Iterator[str]:
    """The targets of an entry of ``exports`` or ``imports``, patterns filled in."""
    for pattern, entry in entries.items():
        head, star, tail = pattern.partition("*")
        if pattern == name:
            yield from _targets(entry)
        elif star and name.startswith(head) and name.endswith(tail) and len(name) >= len(head) + len(tail):
            matched = name[len(head) : len(name) - len(tail)]
            yield from (target.replace("*", matched) for target in _targets(entry))


def _targets(entry: object, depth: int = 0) -> Iterator[str]:
    """The texts of an entry, of the likeliest condition first."""
    if isinstance(entry, str):
        yield entry
    elif depth < _DEEPEST:
        for item in items(entry):
            yield from _targets(item, depth + 1)
        conditions = table(entry)
        for key in (*_CONDITIONS, *(k for k in conditions if k not in _CONDITIONS)):
            if key in conditions:
                yield from _targets(conditions[key], depth + 1)


def _sources(folder: str, target: str) -> Iterator[str]:
    """The place a manifest names, and where the source of something built would be."""
    place = posixpath.normpath(posixpath.join(folder, target))
    yield place
    stem = place
    for suffix in (".d.ts", ".d.mts", ".d.cts", ".js", ".mjs", ".cjs"):
        stem = stem.removesuffix(suffix)
    yield stem
    parts = stem[len(folder) + 1 :].split("/")
    while parts and parts[0] in _BUILT:
        parts = parts[1:]
        yield posixpath.join(folder, "src", *parts)
        yield posixpath.join(folder, *parts)
