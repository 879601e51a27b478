"""Answers the analysis's questions from the catalogue: what does this path create, acquire, release, run?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from hangup.catalogue.schema import (
    Acquire,
    CallModel,
    ClassScope,
    Create,
    Framework,
    FunctionScope,
    Helper,
    Provides,
    Release,
    Resource,
    Sdk,
)

_T = TypeVar("_T")

_PREFIXES = {"python": "pypi:", "ecmascript": "npm:"}
"""Where the packages of a language come from."""

_GLOBAL_OBJECTS = ("window", "globalThis", "self", "global")
"""Names of the object whose members are the undeclared names."""

ANY = "any:*"
"""The package of a description that knows names only."""


@dataclass(frozen=True)
class ResourceRef:
    """A resource of an SDK, with the calls on it by method name."""

    sdk: Sdk
    resource: Resource

    def __hash__(self) -> int:
        return hash((self.sdk.id, self.resource.name))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ResourceRef) and self.key == other.key

    @property
    def key(self) -> tuple[str, str]:
        return (self.sdk.id, self.resource.name)

    @property
    def is_generic(self) -> bool:
        return ANY in self.sdk.packages

    @cached_property
    def acquires(self) -> dict[str, Acquire]:
        """Method name to acquire, deprecated aliases included."""
        return self._with_aliases({_method(a.call): a for a in self.resource.acquire if a.call.startswith("$r.")})

    @cached_property
    def releases(self) -> dict[str, Release]:
        """Method name to release, deprecated aliases included."""
        return self._with_aliases({_method(r.call): r for r in self.resource.release if r.call.startswith("$r.")})

    @cached_property
    def consumers(self) -> dict[str, Release]:
        """Releases that take the resource as an argument: ``$parent.remove($r)``, ``close($r)``."""
        return {
            r.call.split("(")[0].rpartition(".")[2]: r for r in self.resource.release if r.call.endswith("($r)")
        }

    @cached_property
    def children(self) -> dict[str, Create]:
        """Creates that are methods of the parent (``$parent.call``) or of the resource itself (``$r.as_async``)."""
        return {_method(c.call): c for c in self.resource.create if c.call.startswith(("$parent.", "$r."))}

    @property
    def enters(self) -> bool:
        """Whether entering a ``with`` block acquires."""
        return any(a.call.endswith("with $r") for a in self.resource.acquire)

    @property
    def exits(self) -> bool:
        """Whether leaving a ``with`` block releases."""
        return any(r.call.endswith("with $r") for r in self.resource.release)

    def _with_aliases(self, table: dict[str, _T]) -> dict[str, _T]:
        for old, new in self.resource.aliases.items():
            if new in table:
                table[old] = table[new]
        return table


def _method(call: str) -> str:
    return call.partition(".")[2].partition("(")[0]


@dataclass(frozen=True)
class CreateMatch:
    """A constructor or factory that a path names. ``proved``: through an import of the SDK's package."""

    ref: ResourceRef
    create: Create
    proved: bool


@dataclass(frozen=True)
class RoleMatch:
    """A framework's call that a path names."""

    framework: Framework
    model: CallModel


class Knowledge:
    """The catalogue, indexed. Paths are tuples of names below a module; see :meth:`create`."""

    def __init__(self, sdks: Iterable[Sdk], frameworks: Iterable[Framework], language: str) -> None:
        self.language = language
        prefix = _PREFIXES[language]
        self.sdks = tuple(sdk for sdk in sdks if any(p.startswith((prefix, "any:")) for p in sdk.packages))
        self.frameworks = tuple(f for f in frameworks if f.language == language)
        self.resources = tuple(ResourceRef(sdk, resource) for sdk in self.sdks for resource in sdk.resource)

    # ------------------------------------------------------------ packages

    def belongs(self, module: str, packages: Iterable[str]) -> bool:
        """Whether a module is one of these packages or lies inside one."""
        prefix = _PREFIXES[self.language]
        for package in packages:
            kind, _, name = package.partition(":")
            if kind in ("std", "node"):
                if module in (name, f"node:{name}") or module.startswith((f"{name}.", f"{name}/")):
                    return True
            elif kind + ":" == prefix:
                name = name.replace("-", "_") if self.language == "python" else name
                separator = "." if self.language == "python" else "/"
                if module == name or module.startswith(name + separator):
                    return True
        return False

    def is_sdk_module(self, module: str) -> bool:
        return any(self.belongs(module, sdk.packages) for sdk in self.sdks)

    def _paths(self, module: str, path: tuple[str, ...]) -> tuple[str, ...]:
        """The dotted spellings of a path: with the module (Python), without a leading ``default``."""
        prefixed = path[:1] == ("default",) or (not module and path[:1] and path[0] in _GLOBAL_OBJECTS)
        plain = path[1:] if prefixed and len(path) > 1 else path
        dotted = ".".join(plain)
        if self.language == "python" and module:
            return (f"{module}.{dotted}" if dotted else module, dotted)
        return (dotted,)

    # ------------------------------------------------------------ SDKs

    @cached_property
    def _creates(self) -> dict[str, list[tuple[ResourceRef, Create, str]]]:
        table: dict[str, list[tuple[ResourceRef, Create, str]]] = {}
        for ref in self.resources:
            for create in ref.resource.create:
                if create.call.startswith("$"):
                    continue
                dotted = create.call.removeprefix("new ")
                table.setdefault(dotted.rpartition(".")[2], []).append((ref, create, dotted))
        return table

    def create(self, module: str, path: tuple[str, ...], kind: str) -> CreateMatch | None:
        """The constructor or factory that ``path`` of ``module`` names. An empty module is an undeclared name."""
        if not path:
            return None
        for ref, create, dotted in self._creates.get(path[-1], ()):
            if self.language == "ecmascript" and create.call.startswith("new ") != (kind == "new"):
                continue
            spellings = self._paths(module, path)
            if module:
                if not self.belongs(module, ref.sdk.packages):
                    continue
                tail = dotted.split(".")[-1]
                same = dotted in spellings or (self.language == "python" and tail[:1].isupper() and path[-1] == tail)
                if same:
                    return CreateMatch(ref, create, proved=True)
            elif dotted in spellings and not ref.is_generic and "." + dotted != "." + path[-1].lower():
                return CreateMatch(ref, create, proved=False)
        return None

    def is_ignored(self, module: str, path: tuple[str, ...]) -> bool:
        """Whether a path is a known look-alike: of a package that opens nothing."""
        name = path[-1] if path else ""
        for ref in self.resources:
            for entry in ref.resource.ignore:
                package, _, ignored = entry.rpartition("#")
                if ignored.rpartition(".")[2] == name and (not package or self.belongs(module, (package,))):
                    return True
        return False

    def typed(self, module: str, name: str) -> tuple[ResourceRef, bool] | None:
        """The resource a type name stands for, and whether its module proves it."""
        for ref in self.resources:
            for known in ref.resource.types:
                if known == name or known.rpartition(".")[2] == name:
                    if module and self.belongs(module, ref.sdk.packages):
                        return ref, True
                    if not module and not ref.is_generic:
                        return ref, False
        return None

    def provides(self, module: str, path: tuple[str, ...]) -> tuple[ResourceRef, Provides, bool] | None:
        """A hook or function that hands out somebody else's resource."""
        for ref in self.resources:
            for provided in ref.resource.provides:
                if path and path[-1] == provided.call and (not module or self.belongs(module, ref.sdk.packages)):
                    return ref, provided, bool(module)
        return None

    def helper(self, module: str, path: tuple[str, ...]) -> tuple[ResourceRef, Helper, bool] | None:
        """Code of an SDK that owns a life cycle."""
        for ref in self.resources:
            for helper in ref.resource.helpers:
                if path and path[-1] == helper.call.rpartition(".")[2]:
                    if module and self.belongs(module, ref.sdk.packages):
                        return ref, helper, True
                    if not module and helper.kind == "hook":
                        return ref, helper, False
        return None

    @cached_property
    def acquire_names(self) -> dict[str, list[ResourceRef]]:
        table: dict[str, list[ResourceRef]] = {}
        for ref in self.resources:
            for name in ref.acquires:
                table.setdefault(name, []).append(ref)
        return table

    @cached_property
    def release_names(self) -> dict[str, list[ResourceRef]]:
        table: dict[str, list[ResourceRef]] = {}
        for ref in self.resources:
            for name in ref.releases:
                table.setdefault(name, []).append(ref)
        return table

    @cached_property
    def evidence_names(self) -> frozenset[str]:
        return frozenset(name for ref in self.resources for name in ref.resource.evidence)

    @cached_property
    def token_names(self) -> frozenset[str]:
        """Methods that make a token: needed to connect at all."""
        return frozenset(name for name in self.evidence_names if "token" in name.lower())

    @cached_property
    def generic(self) -> tuple[ResourceRef, ...]:
        return tuple(ref for ref in self.resources if ref.is_generic)

    def is_secret_name(self, name: str) -> bool:
        """Whether an argument of this name holds a secret, for constructors nobody knows."""
        return any(ref.resource.secrets and re.fullmatch(ref.resource.secrets, name) for ref in self.generic)

    def pair_halves(self, names: Iterable[str]) -> ResourceRef | None:
        """The generic resource of which a class offers both halves."""
        offered = set(names)
        for ref in self.generic:
            if offered & set(ref.acquires) and offered & set(ref.releases):
                return ref
        return None

    # ------------------------------------------------------------ frameworks

    @cached_property
    def _calls(self) -> dict[str, list[RoleMatch]]:
        table: dict[str, list[RoleMatch]] = {}
        for framework in self.frameworks:
            for model in framework.call:
                for name in model.names:
                    table.setdefault(name.rpartition(".")[2], []).append(RoleMatch(framework, model))
        return table

    def role(self, module: str, path: tuple[str, ...], *, decorator: bool, imported: Collection[str] | None = None) -> RoleMatch | None:
        """What calling (or decorating with) this path means. ``()`` in the path is the result of a call."""
        if not path:
            return None
        name = path[-1]
        matches = self._calls.get(name, ())
        spellings = self._paths(module, path)
        fallback: RoleMatch | None = None
        for match in matches:
            model = match.model
            if model.decorator != decorator:
                continue
            if model.receiver:
                if (not module or self.belongs(module, match.framework.packages)) and self._received(module, path, model):
                    return match
            elif model.method:
                if (len(path) > 1 or not module) and self._in_use(match.framework, imported):
                    fallback = fallback or match
            elif module:
                known = match.framework.packages
                if self.belongs(module, known) and any(self._named(n, spellings) for n in model.names):
                    return match
            elif any(n in spellings for n in model.names) or path[-1] in model.names and len(path) == 2 and path[0][:1].isupper():
                fallback = fallback or match
        return fallback

    def _named(self, name: str, spellings: tuple[str, ...]) -> bool:
        return any(s == name or s.endswith("." + name) for s in spellings)

    def _received(self, module: str, path: tuple[str, ...], model: CallModel) -> bool:
        for cut in range(len(path) - 1, 0, -1):
            owner = path[:cut]
            if owner[-1] == "()" and cut == len(path) - 1:
                for spelling in self._paths(module, owner[:-1] or ("default",)):
                    if any(spelling == r or self._tail(spelling, r) for r in model.receiver):
                        return any(n.rpartition(".")[2] == path[-1] for n in model.names)
        return False

    @staticmethod
    def _tail(spelling: str, receiver: str) -> bool:
        return spelling.rpartition(".")[2] == receiver.rpartition(".")[2] and spelling.split(".")[0] == receiver.split(".")[0]

    @cached_property
    def _receivers(self) -> frozenset[str]:
        return frozenset(
            receiver.rpartition(".")[2] for f in self.frameworks for model in f.call for receiver in model.receiver
        )

    def is_receiver(self, path: tuple[str, ...]) -> bool:
        """Whether a path may make an object whose methods have roles (an application, a router)."""
        return bool(path) and path[-1] in self._receivers

    def _in_use(self, framework: Framework, imported: Collection[str] | None) -> bool:
        """Whether a framework's method names count in a file that imports these modules: a library must be imported,
        what comes with the language need not be."""
        own = framework.packages
        if imported is None or not own or any(p.startswith(("std:", "node:")) for p in own):
            return True
        return any(self.belongs(module, own) for module in imported)

    def method(self, name: str, imported: Collection[str] | None = None) -> RoleMatch | None:
        """What a method of this name means on a receiver nothing is known of, in a file with these imports."""
        for match in self._calls.get(name, ()):
            if match.model.method and not match.model.decorator and self._in_use(match.framework, imported):
                return match
        return None

    def class_scope(self, bases: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Framework, ClassScope] | None:
        """The life cycle a class has by its bases, each a module (or an empty text) and a path."""
        known = [(module, self._paths(module, path)) for module, path in bases]
        for framework in self.frameworks:
            for scope in framework.class_:
                for module, spellings in known:
                    if module and framework.packages and not self.belongs(module, framework.packages):
                        continue
                    if any(spelling == base or spelling.endswith("." + base) for base in scope.bases for spelling in spellings):
                        return framework, scope
        return None

    def function_scopes(self) -> Iterable[tuple[Framework, FunctionScope]]:
        for framework in self.frameworks:
            for scope in framework.function:
                yield framework, scope

    def exception_base(self, module: str, path: tuple[str, ...]) -> str | None:
        """Whether an exception class lies outside ``Exception`` (``BaseException``), or None when unknown."""
        spellings = self._paths(module, path)
        for framework in self.frameworks:
            for entry in framework.raises:
                if any(s == entry.name or s.endswith("." + entry.name) for s in spellings):
                    return entry.base
        return None


def glob_regex(pattern: str) -> re.Pattern[str]:
    """A glob over POSIX paths: ``**`` crosses folders, ``*`` does not, ``{a,b}`` is a choice."""
    out = []
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
