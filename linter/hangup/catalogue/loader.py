"""Reads descriptions of SDKs and frameworks and says in plain words what is wrong with one: file, table, key.

They come from three places, each of which may replace or extend what stands in the ones before it: the files that come
with the rules, folders that plugins bring, and the tables of a configuration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from hangup.catalogue.catalogue import Catalogue
from hangup.catalogue.checks import PREFIXES, problems
from hangup.catalogue.extending import extended
from hangup.catalogue.schema import Framework, FrameworkFile, OwnTables, Sdk, SdkFile
from hangup.catalogue.sources import CatalogueError, Sources, Tables, builtin_folder
from hangup.catalogue.words import CatalogueMissing
from hangup.records import dataclass
from hangup.selection import nearest

if TYPE_CHECKING:
    from pathlib import Path

_File = TypeVar("_File", SdkFile, FrameworkFile, OwnTables)
_Entry = TypeVar("_Entry", Sdk, Framework)


@cache
def load_builtin() -> Catalogue:
    """The whole catalogue that comes with the rules, with what is on only when it is asked for.

    Raises:
        CatalogueError: it is missing or wrong, so the installation is broken.
    """
    try:
        folder = builtin_folder()
    except CatalogueMissing as error:
        raise CatalogueError(str(error)) from error
    return Sources((folder,), preview=True).catalogue()


def load(folder: Path, base: Catalogue | None = None, name: str = "") -> Catalogue:
    """Everything in ``sdks/*.toml`` and ``frameworks/*.toml`` of a folder, on top of what is known already.

    Args:
        folder: where the files are.
        base: what is known already.
        name: whose folder this is, for errors.

    Raises:
        CatalogueError: a file is unreadable, says what the schema does not know, or contradicts itself or another.
    """
    prefix = f"{name}: " if name else ""
    sdks = [
        _Placed(f"{prefix}{file}: sdk[{index}]", sdk, raw)
        for file, content, read in _files(folder, "sdks", SdkFile, prefix)
        for index, (sdk, raw) in enumerate(zip(read.sdk, content["sdk"], strict=True))
    ]
    frameworks = [
        _Placed(f"{prefix}{file}: framework[{index}]", framework, raw)
        for file, content, read in _files(folder, "frameworks", FrameworkFile, prefix)
        for index, (framework, raw) in enumerate(zip(read.framework, content["framework"], strict=True))
    ]
    return _combine(base or Catalogue(), sdks, frameworks)


def add(base: Catalogue, tables: Tables) -> Catalogue:
    """What is known, with the tables of a configuration on top.

    Raises:
        CatalogueError: naming the configuration's file, the table and the key.
    """
    where = tables.place("")
    content: dict[str, Any] = {"sdk": tables.sdk or [], "framework": tables.framework or []}
    read = _read(content, OwnTables, where)
    return _combine(
        base,
        [_Placed(f"{where}sdk[{i}]", sdk, content["sdk"][i]) for i, sdk in enumerate(read.sdk)],
        [_Placed(f"{where}framework[{i}]", entry, content["framework"][i]) for i, entry in enumerate(read.framework)],
    )


# ---------------------------------------------------------------- reading


@dataclass(frozen=True)
class _Placed(Generic[_Entry]):
    """A description with its place, for errors, and as it was written."""

    place: str
    entry: _Entry
    written: Mapping[str, Any]


def _files(folder: Path, kind: str, shape: type[_File], prefix: str) -> Iterator[tuple[str, dict[str, Any], _File]]:
    import tomllib  # most runs know what an earlier one has read

    for path in sorted((folder / kind).glob("*.toml")):
        name = f"{kind}/{path.name}"
        try:
            content = tomllib.loads(path.read_bytes().decode("utf-8"))
        except OSError as error:
            raise CatalogueError(f"{prefix}{name}: cannot be read: {error.strerror or error}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CatalogueError(f"{prefix}{name}: not TOML: {error}") from error
        yield name, content, _read(content, shape, f"{prefix}{name}: ")


def _read(content: object, shape: type[_File], place: str) -> _File:
    from msgspec import ValidationError

    from hangup.catalogue.structs import read, struct_of
    from hangup.catalogue.wording import in_words

    try:
        return read(content, shape)
    except ValidationError as error:
        raise CatalogueError(place + in_words(str(error), content, struct_of(shape))) from error


def _combine(base: Catalogue, sdks: list[_Placed[Sdk]], frameworks: list[_Placed[Framework]]) -> Catalogue:
    for group in (sdks, frameworks):
        _refuse_doubles((placed.place, placed.entry.id, placed.entry.versions) for placed in group)
        for placed in group:
            for problem in problems(placed.place, placed.entry):
                raise CatalogueError(problem)
    known, used = _layered(base.sdks, sdks), _layered(base.frameworks, frameworks)
    return Catalogue(
        known,
        used,
        _variants(known, base.sdk_variants, sdks),
        _variants(used, base.framework_variants, frameworks),
    )


def _layered(known: tuple[_Entry, ...], placed: Iterable[_Placed[_Entry]]) -> tuple[_Entry, ...]:
    """Later descriptions come first: where two fit a name, the one that is nearer to the user says what it means.

    Those of some releases are no part of it.
    """
    by_id: dict[str, _Entry] = {entry.id: entry for entry in known}
    fresh: list[_Entry] = []
    for item in placed:
        if item.entry.versions:
            continue
        if item.entry.extend:
            by_id[item.entry.id] = _extended(item, by_id)
        else:
            by_id.pop(item.entry.id, None)
            fresh.append(item.entry)
    return tuple(fresh + list(by_id.values()))


def _variants(
    known: Iterable[_Entry], earlier: Iterable[_Entry], placed: Iterable[_Placed[_Entry]]
) -> tuple[_Entry, ...]:
    """What is known of some releases only, kept in step with what is known of all of them."""
    by_id = {entry.id: entry for entry in known}
    variants = list(earlier)
    for item in sorted(placed, key=lambda item: bool(item.entry.versions)):  # what holds for all comes first
        if item.entry.versions and not item.entry.extend:
            raise CatalogueError(
                f"{item.place}.versions: needs extend = true: it is added to what holds for all releases"
            )
        if item.entry.versions:
            variants.append(_extended(item, by_id))
        elif item.entry.extend:
            variants = [_extended(item, {own.id: own}) if own.id == item.entry.id else own for own in variants]
        else:
            variants = [variant for variant in variants if variant.id != item.entry.id]
    return tuple(variants)


def _extended(item: _Placed[_Entry], by_id: Mapping[str, _Entry]) -> _Entry:
    known = by_id.get(item.entry.id)
    if known is None:
        guess = nearest(item.entry.id, by_id)
        raise CatalogueError(f'{item.place}.id: there is no "{item.entry.id}" to extend{guess}')
    if isinstance(known, Framework) and isinstance(item.entry, Framework) and known.language != item.entry.language:
        raise CatalogueError(f'{item.place}.language: "{known.id}" is of the language {known.language}')
    entry = extended(known, item.entry, item.written)
    for problem in problems(item.place, entry):
        raise CatalogueError(problem)
    return entry


def _refuse_doubles(entries: Iterable[tuple[str, str, str]]) -> None:
    known: dict[tuple[str, str], str] = {}
    for place, name, versions in entries:
        if (name, versions) in known:
            raise CatalogueError(f'{place}.id: "{name}" is taken by {known[name, versions]}')
        known[name, versions] = place


__all__ = ["PREFIXES", "Catalogue", "CatalogueError", "Tables", "add", "load", "load_builtin"]
