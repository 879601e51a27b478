"""Where descriptions come from, and which of them are in force. Costs nothing until something is asked of it.

The built-in folder comes first, then the folders of plugins, then the tables of a configuration. What comes later may
replace or extend what came before: see :mod:`hangup.catalogue.extending`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from hangup.catalogue.words import CatalogueMissing, in_force, read_tables, words_of
from hangup.installation import keep_catalogue, keep_words, kept_catalogue, kept_words
from hangup.records import dataclass, field, fields

if TYPE_CHECKING:
    from pathlib import Path

    from hangup.catalogue.catalogue import Catalogue

RULES_PACKAGE = "hangup_rules"
"""The package whose folder ``catalogue`` holds the built-in knowledge; only looked up, never imported."""


class CatalogueError(Exception):
    """A description that cannot be followed. Its text names the file, the table and the key."""


@dataclass(frozen=True)
class Tables:
    """The tables that a configuration adds, as they are written.

    ``file`` and ``table`` say where they stand, for errors: ``pyproject.toml`` and ``tool.hangup``.
    """

    file: str
    table: str = ""
    sdk: object = field(default=(), hash=False)
    framework: object = field(default=(), hash=False)

    @property
    def is_empty(self) -> bool:
        return not self.sdk and not self.framework

    def place(self, key: str) -> str:
        """A key with the file and the table it stands in."""
        return f"{self.file}: {self.table}.{key}" if self.table else f"{self.file}: {key}"


@dataclass(frozen=True)
class Folder:
    """A folder with ``sdks/*.toml`` and ``frameworks/*.toml``. ``owner`` is the plugin it belongs to, if any."""

    place: str
    owner: str = ""

    @property
    def path(self) -> Path:
        """The place, for whoever reads there: most runs know what an earlier one has read, and do without."""
        from pathlib import Path

        return Path(self.place)


@dataclass(frozen=True)
class Sources:
    """Where descriptions come from.

    ``preview`` and ``names`` say which of the descriptions are on that are off by default: all, or those by id.
    """

    folders: tuple[Folder, ...]
    own: tuple[Tables, ...] = ()
    preview: bool = False
    names: tuple[str, ...] = ()

    def words(self) -> frozenset[bytes]:
        """The words that make a file a candidate.

        Raises:
            CatalogueMissing: the built-in folder is empty or broken.
            CatalogueError: a table of the configuration cannot be followed, or it names an SDK that nobody describes.
        """
        return _words(self)

    def catalogue(self) -> Catalogue:
        """What the descriptions say.

        Raises:
            CatalogueError: naming the file, the table and the key.
        """
        return _catalogue(self)


def builtin_folder() -> Folder:
    """The folder that comes with the rules.

    Raises:
        CatalogueMissing: the installation is broken.
    """
    found = find_spec(RULES_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise CatalogueMissing(f"the package {RULES_PACKAGE} is missing: the installation of hangup is broken")
    return Folder(os.path.join(next(iter(found.submodule_search_locations)), "catalogue"))


@cache
def _tables(folder: Folder) -> tuple[Mapping[str, Any], ...]:
    return tuple(read_tables(folder.path / "sdks"))


@cache
def _words(sources: Sources) -> frozenset[bytes]:
    first = sources.folders[0]
    is_plain = sources == Sources((first,), sources.own) and all(tables.is_empty for tables in sources.own)
    folder = os.path.join(first.place, "sdks")
    if not is_plain or first.owner or not os.path.isdir(folder):
        return _read_words(sources)
    words = kept_words(folder)
    if words is None:
        words = _read_words(sources)
        keep_words(folder, words)
    return words


def _read_words(sources: Sources) -> frozenset[bytes]:
    known = [table for folder in sources.folders for table in _tables(folder)]
    if not known:
        raise CatalogueMissing("the catalogue of SDKs is empty: the installation of hangup is broken, reinstall it")
    own: list[Mapping[str, Any]] = []
    if not all(tables.is_empty for tables in sources.own):
        _catalogue(sources)  # says what is wrong with the tables before anything is made of them
        for tables in sources.own:
            own += _with_packages(cast("list[Mapping[str, Any]]", tables.sdk), [*known, *own])
    try:
        _refuse_unknown(sources, [*known, *own])
        return words_of(in_force([*known, *own], preview=sources.preview, names=sources.names))
    except (KeyError, TypeError, AttributeError):
        _catalogue(sources)  # a description that is not as the schema wants it: this names it
        raise


def _with_packages(own: Iterable[Mapping[str, Any]], known: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Tables with the packages of what they extend: a plain word counts only beside one of these."""
    packages = {table.get("id"): table.get("packages", []) for table in known}
    return [
        {**table, "packages": [*packages.get(table["id"], ()), *table.get("packages", ())]}
        if table.get("extend")
        else table
        for table in own or ()
    ]


def _refuse_unknown(sources: Sources, tables: Iterable[Mapping[str, Any]]) -> None:
    known = {table["id"] for table in tables} if sources.names else set[str]()
    for name in sources.names:
        if name not in known:
            from hangup.selection import nearest

            place = sources.own[-1].place("sdks") if sources.own else "sdks"
            raise CatalogueError(f'{place}: no SDK is called "{name}"{nearest(name, known)}')


@cache
def _catalogue(sources: Sources) -> Catalogue:
    first, *others = sources.folders
    catalogue = _read(first) if first.owner else _builtin(first)
    for folder in others:
        catalogue = _read(folder, catalogue)
    if not catalogue.sdks or not catalogue.frameworks:
        raise CatalogueError("the catalogue is empty: the installation of hangup is broken, reinstall it")
    for tables in sources.own:
        if not tables.is_empty:
            from hangup.catalogue.loader import add

            catalogue = add(catalogue, tables)
    return catalogue.with_preview(everything=sources.preview, names=sources.names)


def _read(folder: Folder, known: Catalogue | None = None) -> Catalogue:
    """What is in a folder, on top of what is known already. Most runs read none, and do without what reads."""
    from hangup.catalogue.loader import load

    return load(folder.path, known, folder.owner)


def _builtin(folder: Folder) -> Catalogue:
    """What comes with the rules, as an earlier run has read and checked it where nothing of it has changed since."""
    from hangup.catalogue import keeping
    from hangup.catalogue.catalogue import Catalogue

    if not all(os.path.isdir(os.path.join(folder.place, kind)) for kind in ("sdks", "frameworks")):
        return _read(folder)
    kept = kept_catalogue(folder.place)
    if kept is not None:
        try:
            return Catalogue(*map(tuple, keeping.load(kept)))
        except (ValueError, TypeError):
            pass  # not what was written: it is read anew
    catalogue = _read(folder)
    keep_catalogue(folder.place, keeping.dump([getattr(catalogue, item.name) for item in fields(catalogue)]))
    return catalogue
