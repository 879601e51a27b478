"""Reads the catalogue's files and says in plain words what is wrong with one: the file, the table, the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from hangup.catalogue.schema import Framework, FrameworkFile, Resource, Sdk, SdkFile

RULES_PACKAGE = "hangup_rules"
"""The package whose folder ``catalogue`` holds the built-in knowledge; only looked up, never imported."""

PREFIXES = ("npm:", "pypi:", "any:", "node:", "std:")

_File = TypeVar("_File", SdkFile, FrameworkFile)
_CONNECTS = re.compile(r"never|always|lazy-pool|if-arg:[\w.]+|unless-arg:[\w.]+=\w+")
_SHARED = re.compile(r"none|global|by:\S+")
_DETAIL = re.compile(r"(?P<text>.*?)(?: - at `(?P<path>[^`]+)`)?", re.DOTALL)


class CatalogueError(Exception):
    """A catalogue file that cannot be followed. Its text names the file, the table and the key."""


@dataclass(frozen=True)
class Catalogue:
    """Everything that is known of libraries and frameworks, in the order of the files' names."""

    sdks: tuple[Sdk, ...] = ()
    frameworks: tuple[Framework, ...] = ()


@cache
def load_builtin() -> Catalogue:
    """The catalogue that comes with the rules.

    Raises:
        CatalogueError: it is missing or wrong, so the installation is broken.
    """
    found = find_spec(RULES_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise CatalogueError(f"the package {RULES_PACKAGE} is missing: the installation is broken")
    catalogue = load(Path(next(iter(found.submodule_search_locations))) / "catalogue")
    if not catalogue.sdks or not catalogue.frameworks:
        raise CatalogueError("the catalogue is empty: the installation is broken")
    return catalogue


def load(folder: Path) -> Catalogue:
    """Everything in ``sdks/*.toml`` and ``frameworks/*.toml`` of a folder.

    Raises:
        CatalogueError: a file is unreadable, says what the schema does not know, or contradicts itself or another.
    """
    sdks = [(n, i, sdk) for n, file in _files(folder, "sdks", SdkFile) for i, sdk in enumerate(file.sdk)]
    frameworks = [
        (n, i, framework)
        for n, file in _files(folder, "frameworks", FrameworkFile)
        for i, framework in enumerate(file.framework)
    ]
    _refuse_doubles((f"{name}: sdk[{index}]", sdk.id) for name, index, sdk in sdks)
    _refuse_doubles((f"{name}: framework[{index}]", framework.id) for name, index, framework in frameworks)
    for name, index, sdk in sdks:
        _check_sdk(f"{name}: sdk[{index}]", sdk)
    for name, index, framework in frameworks:
        _check_framework(f"{name}: framework[{index}]", framework)
    return Catalogue(tuple(sdk for *_, sdk in sdks), tuple(framework for *_, framework in frameworks))


# ---------------------------------------------------------------- reading


def _files(folder: Path, kind: str, shape: type[_File]) -> Iterator[tuple[str, _File]]:
    for path in sorted((folder / kind).glob("*.toml")):
        name = f"{kind}/{path.name}"
        try:
            content = tomllib.loads(path.read_bytes().decode("utf-8"))
        except OSError as error:
            raise CatalogueError(f"{name}: cannot be read: {error.strerror or error}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CatalogueError(f"{name}: not TOML: {error}") from error
        try:
            yield name, msgspec.convert(content, shape)
        except msgspec.ValidationError as error:
            raise CatalogueError(f"{name}: {_in_words(str(error), content)}") from error


def _in_words(message: str, content: object) -> str:
    """A validation error with its place first: ``Invalid enum value 'often' - at `$.sdk[0].again```."""
    match = _DETAIL.fullmatch(message)
    text, path = (match["text"], match["path"] or "$") if match else (message, "$")
    place = path.removeprefix("$").removeprefix(".") or "the file"
    value = _value_at(content, path)
    unknown = re.fullmatch(r"Object contains unknown field `(.+)`", text)
    missing = re.fullmatch(r"Object missing required field `(.+)`", text)
    if unknown:
        return f"{_joined(path, unknown[1])}: unknown key"
    if missing:
        return f"{_joined(path, missing[1])}: must be given"
    if text.startswith("Invalid enum value"):
        return f'{place}: "{value}" is not one of {", ".join(_choices(path)) or "the known values"}'
    expected = re.match(r"Expected `(.+?)`(?:, got `(.+)`)?$", text)
    if expected:
        return f"{place}: must be {_kind(expected[1])}, not {_kind(expected[2] or 'something else')}"
    return f"{place}: {text}"


def _joined(path: str, key: str) -> str:
    return ".".join(part for part in (path.removeprefix("$").removeprefix("."), key) if part)


_KINDS = {
    "str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false", "array": "a list",
    "object": "a table", "null": "nothing",
}  # fmt: skip


def _kind(name: str) -> str:
    return " or ".join(_KINDS.get(part, part) for part in name.split(" | ") if part != "null")


def _steps(path: str) -> list[str | int]:
    return [int(index) if index else name for index, name in re.findall(r"\[(\d+)\]|([^.\[\]$]+)", path)]


def _value_at(content: object, path: str) -> object:
    """The value at ``$.sdk[0].resource[1].again``; None for a place that the path does not name exactly."""
    current: Any = content
    for step in _steps(path):
        try:
            current = current[step]
        except (KeyError, IndexError, TypeError):
            return None
    return cast("object", current)


def _choices(path: str) -> list[str]:
    """The values the schema allows at a path."""
    roots = {"sdk": Sdk, "framework": Framework}
    steps = [step for step in _steps(path) if isinstance(step, str) and step != "..."]
    if not steps or steps[0] not in roots:
        return []
    kind = msgspec.inspect.type_info(roots[steps[0]])
    for step in steps[1:]:
        kind = _inner(kind)
        if not isinstance(kind, msgspec.inspect.StructType):
            break
        kind = next((field.type for field in kind.fields if field.encode_name == step), kind)
    kind = _inner(kind)
    return [str(value) for value in kind.values] if isinstance(kind, msgspec.inspect.LiteralType) else []


def _inner(kind: msgspec.inspect.Type) -> msgspec.inspect.Type:
    """The type of a list's items or a table's values, and the only real member of a union with null."""
    while True:
        if isinstance(kind, msgspec.inspect.ListType):
            kind = kind.item_type
        elif isinstance(kind, msgspec.inspect.DictType):
            kind = kind.value_type
        elif isinstance(kind, msgspec.inspect.UnionType):
            kind = next(t for t in kind.types if not isinstance(t, msgspec.inspect.NoneType))
        else:
            return kind


# ---------------------------------------------------------------- checking


def _refuse_doubles(entries: Iterable[tuple[str, str]]) -> None:
    known: dict[str, str] = {}
    for place, name in entries:
        if name in known:
            raise CatalogueError(f'{place}.id: "{name}" is taken by {known[name]}')
        known[name] = place


def _check_packages(place: str, packages: Iterable[str]) -> None:
    for index, package in enumerate(packages):
        if not package.startswith(PREFIXES):
            raise CatalogueError(f'{place}[{index}]: "{package}" must begin with one of {", ".join(PREFIXES)}')


def _check_sdk(place: str, sdk: Sdk) -> None:
    _check_packages(f"{place}.packages", sdk.packages)
    names = [resource.name for resource in sdk.resource]
    for index, resource in enumerate(sdk.resource):
        here = f"{place}.resource[{index}]"
        if names.index(resource.name) != index:
            raise CatalogueError(f'{here}.name: "{resource.name}" is taken by another resource of this sdk')
        if resource.parent is not None and resource.parent.of not in names:
            raise CatalogueError(
                f'{here}.parent.of: "{resource.parent.of}" is not one of {", ".join(names)}, the resources of this sdk'
            )
        _check_calls(here, resource)


def _check_calls(place: str, resource: Resource) -> None:
    for index, create in enumerate(resource.create):
        if not _CONNECTS.fullmatch(create.connects):
            raise CatalogueError(
                f'{place}.create[{index}].connects: "{create.connects}" is not one of never, always, lazy-pool, '
                "if-arg:<path>, unless-arg:<path>=<value>"
            )
        if not _SHARED.fullmatch(create.shared):
            raise CatalogueError(
                f'{place}.create[{index}].shared: "{create.shared}" is not one of none, global, by:<key>'
            )
        if create.call.startswith("$parent.") and resource.parent is None:
            raise CatalogueError(f'{place}.create[{index}].call: "{create.call}" needs a parent')
    _check_pattern(f"{place}.secrets", resource.secrets)
    calls = [*(acquire.call for acquire in resource.acquire), *(release.call for release in resource.release)]
    methods = {call.removeprefix("$r.") for call in calls if call.startswith("$r.")}
    for old, new in resource.aliases.items():
        if new not in methods:
            raise CatalogueError(
                f'{place}.aliases.{old}: "{new}" is not an acquire or release of this resource: '
                f"{', '.join(sorted(methods)) or 'it has none'}"
            )


def _check_framework(place: str, framework: Framework) -> None:
    _check_packages(f"{place}.packages", framework.packages)
    for index, scope in enumerate(framework.function):
        _check_packages(f"{place}.function[{index}].imports", scope.imports)
        _check_pattern(f"{place}.function[{index}].name", scope.name)
    for index, listener in enumerate(framework.listener):
        _check_pattern(f"{place}.listener[{index}].name", listener.name)
    _check_pattern(f"{place}.setters", framework.setters)


def _check_pattern(place: str, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise CatalogueError(f'{place}: "{pattern}" is not a regular expression: {error}') from error
