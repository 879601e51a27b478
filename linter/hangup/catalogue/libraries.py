"""What the catalogue knows of SDKs: which path creates, provides or helps, and which names tell something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from hangup.catalogue.packages import Packages
from hangup.catalogue.refs import ResourceRef
from hangup.catalogue.schema import Create, Helper, Provides, Sdk
from hangup.records import dataclass

_Known = TypeVar("_Known")


@dataclass(frozen=True)
class CreateMatch:
    """A constructor or factory that a path names. ``proved``: through an import of the SDK's package."""

    ref: ResourceRef
    create: Create
    proved: bool


class Libraries(Packages):
    """The SDKs of one language, indexed."""

    def __init__(self, sdks: Iterable[Sdk], language: str) -> None:
        Packages.__init__(self, language)
        registries = (self.naming.registry, "any:")
        known = (*registries, "global:") if self.naming.marks_new else registries
        self.sdks = tuple(sdk for sdk in sdks if any(p.startswith(known) for p in sdk.packages))
        self.resources = tuple(ResourceRef(sdk, resource) for sdk in self.sdks for resource in sdk.resource)

    # ------------------------------------------------------------ by path

    @cached_property
    def _creates(self) -> dict[str, list[tuple[ResourceRef, Create, str]]]:
        table: dict[str, list[tuple[ResourceRef, Create, str]]] = {}
        for ref in self.resources:
            for create in ref.resource.create:
                if create.call.startswith(("$parent.", "$r.")):
                    continue
                dotted = create.call.removeprefix("new ").removeprefix("$any.")
                table.setdefault(dotted.rpartition(".")[2], []).append((ref, create, dotted))
        return table

    def create(self, module: str, path: tuple[str, ...], kind: str) -> CreateMatch | None:
        """The constructor or factory that ``path`` of ``module`` names. An empty module is an undeclared name."""
        if not path and not module:
            return None
        path = path or ("default",)
        last = path[-1] if path else ""
        spellings = self.spellings(module, path)
        named = self._creates.get(last, ())
        for ref, create, dotted in sorted(named, key=lambda known: known[2] not in spellings):  # the exact path first
            if self.naming.marks_new and create.call.startswith("new ") != (kind == "new"):
                continue
            if module:
                if not self.belongs(module, ref.sdk.packages):
                    continue
                tail = dotted.split(".")[-1]
                same = dotted in spellings or (self.naming.is_dotted and tail[:1].isupper() and last == tail)
                if same or (create.call.startswith("$any.") and len(path) > 1):
                    return CreateMatch(ref, create, proved=True)
            elif dotted in spellings and self._is_global(ref.sdk, dotted):
                return CreateMatch(ref, create, proved=True)
            elif dotted in spellings and _is_told_by_name(ref) and dotted != last.lower():
                return CreateMatch(ref, create, proved=False)
        return None

    def _is_global(self, sdk: Sdk, dotted: str) -> bool:
        """Whether a name belongs to an SDK that needs no import for it."""
        return f"global:{dotted.partition('.')[0]}" in sdk.packages

    def narrowed(self, modules: Iterable[str], names: frozenset[str]) -> frozenset[str]:
        """The SDKs a file with these imports and undeclared names cannot use, among those that are on by request."""
        imported = tuple(modules)
        return frozenset(sdk.id for sdk in self.sdks if sdk.preview and not self._is_there(sdk, imported, names))

    def possible(self, modules: Iterable[str], names: frozenset[str]) -> tuple[ResourceRef, ...]:
        """The resources that a program with these imports can hold; ``names`` are its undeclared ones, of types too.

        Those of an SDK whose package nobody imports are told by a name of their own, or not at all.
        """
        imported = tuple(modules)
        there = {sdk.id for sdk in self.sdks if self._is_there(sdk, imported, names)}
        return tuple(
            ref
            for ref in self.resources
            if ref.is_generic or ref.sdk.id in there or (_is_told_by_name(ref) and ref.own_names & names)
        )

    def _is_there(self, sdk: Sdk, imported: Iterable[str], names: frozenset[str]) -> bool:
        """Whether a package of an SDK is imported, or one of the names used that it has without an import."""
        if any(self.belongs(module, sdk.packages) for module in imported):
            return True
        return any(p.startswith("global:") and p[7:] in names for p in sdk.packages)

    def static(self, module: str, path: tuple[str, ...]) -> ResourceRef | None:
        """The resource whose methods are those of a name of its package."""
        name = path[-1] if path else "default"
        for ref in self.resources:
            known = self.belongs(module, ref.sdk.packages) or (not module and self._is_global(ref.sdk, name))
            if known and name in ref.resource.statics:
                return ref
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
        exact = f"{module}.{name}"
        for ref in sorted(self._typed.get(name, ()), key=lambda ref: exact not in ref.resource.types):
            if module and self.belongs(module, ref.sdk.packages):
                return ref, True
            if not module and (_is_told_by_name(ref) or self._is_global(ref.sdk, name)):
                return ref, False
        return None

    @cached_property
    def _typed(self) -> dict[str, list[ResourceRef]]:
        """The resources by the names of their types, dotted and plain."""
        types = ((name, ref) for ref in self.resources for name in ref.resource.types)
        return _grouped((each, ref) for name, ref in types for each in {name, name.rpartition(".")[2]})

    def provides(self, module: str, path: tuple[str, ...]) -> tuple[ResourceRef, Provides, bool] | None:
        """A hook or function that hands out somebody else's resource."""
        for ref, provided in self._provided.get(path[-1], ()) if path else ():
            if self.belongs(module, ref.sdk.packages) if module else _is_told_by_name(ref):
                return ref, provided, bool(module)
        return None

    @cached_property
    def _provided(self) -> dict[str, list[tuple[ResourceRef, Provides]]]:
        return _grouped((table.call, (ref, table)) for ref in self.resources for table in ref.resource.provides)

    def helper(self, module: str, path: tuple[str, ...]) -> tuple[ResourceRef, Helper, bool] | None:
        """Code of an SDK that owns a life cycle."""
        for ref, helper in self._helpers.get(path[-1], ()) if path else ():
            if module and self.belongs(module, ref.sdk.packages):
                return ref, helper, True
            if not module and helper.kind == "hook" and _is_told_by_name(ref):
                return ref, helper, False
        return None

    @cached_property
    def _helpers(self) -> dict[str, list[tuple[ResourceRef, Helper]]]:
        helpers = ((ref, helper) for ref in self.resources for helper in ref.resource.helpers)
        return _grouped((helper.call.rpartition(".")[2], (ref, helper)) for ref, helper in helpers)

    # ------------------------------------------------------------ by name

    @cached_property
    def telling_names(self) -> frozenset[str]:
        """All names with which code tells of a resource: that it makes, opens, closes, uses or hands out one."""
        found: set[str] = set()
        for ref in self.resources:
            provided = {table.call for table in ref.resource.provides}
            found |= ref.own_names | ref.acquires.keys() | ref.closing_names | ref.children.keys() | provided
            found |= {*ref.resource.statics, *ref.resource.evidence}
        return frozenset(found)

    def is_taken(self, module: str, name: str) -> bool:
        """Whether a name that is taken from a module may be one of an SDK: a method is reached through an object, and
        what a file of the program has under such a name is known from that file.
        """
        return name not in self._of_objects or any(self.belongs(module, sdk.packages) for sdk in self.sdks)

    @cached_property
    def _of_objects(self) -> frozenset[str]:
        """Names that SDKs have for methods alone."""
        methods = {name for ref in self.resources for name in (*ref.acquires, *ref.closing_names, *ref.children)}
        others = {name for ref in self.resources for name in (*ref.own_names, *ref.created, *ref.resource.statics)}
        return frozenset(methods - others)

    @cached_property
    def acquire_names(self) -> dict[str, list[ResourceRef]]:
        return _grouped((name, ref) for ref in self.resources for name in ref.acquires)

    @cached_property
    def release_names(self) -> dict[str, list[ResourceRef]]:
        return _grouped((name, ref) for ref in self.resources for name in ref.releases)

    @cached_property
    def names_given_options(self) -> frozenset[str]:
        """Names of methods that open something, and are another's where they are given more than options."""
        named = [(name, acquire) for ref in self.resources for name, acquire in ref.acquires.items()]
        others = {name for name, acquire in named if acquire.takes != "options"}
        others.update(*(ref.created | ref.closing_names for ref in self.resources))
        return frozenset([name for name, _ in named]) - others

    @cached_property
    def least_arguments(self) -> dict[str, int]:
        """Names of methods that open or make something only where they are given so many arguments."""
        calls = [
            (n, t.least) for ref in self.resources for table in (ref.acquires, ref.children) for n, t in table.items()
        ]
        others = {name for ref in self.resources for name in (*ref.closing_names, *ref.own_names)}
        least: dict[str, int] = {}
        for name, number in calls:
            least[name] = min(number, least.get(name, number))
        return {name: number for name, number in least.items() if number and name not in others}

    @cached_property
    def names_of_blocks(self) -> frozenset[str]:
        """Names of methods whose results nothing can be said of where a block holds them (``with pool.acquire():``)."""
        brief = [ref for ref in self.resources if ref.is_of_a_block]
        others = [name for ref in self.resources if not ref.is_of_a_block for name in (*ref.acquires, *ref.created)]
        return frozenset([name for ref in brief for name in ref.children]).difference(others)

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
        return _offered(names, self.generic)

    @cached_property
    def registries(self) -> tuple[ResourceRef, ...]:
        """Resources that are classes of the program to which the connection of a peer is handed."""
        return tuple(ref for ref in self.resources if ref.resource.peers)

    def registry(self, names: Iterable[str]) -> ResourceRef | None:
        """The registry of peers of which a class offers both halves."""
        return _offered(names, self.registries)

    def is_peer(self, module: str, name: str) -> bool:
        """Whether a type of a package is the connection of a peer."""
        return any(
            self.belongs(module, ref.sdk.packages)
            and any(peer.rpartition(".")[2] == name for peer in ref.resource.peers)
            for ref in self.registries
        )


def _grouped(named: Iterable[tuple[str, _Known]]) -> dict[str, list[_Known]]:
    """What is known under each name, in order."""
    table: dict[str, list[_Known]] = {}
    for name, known in named:
        table.setdefault(name, []).append(known)
    return table


def _offered(names: Iterable[str], resources: Iterable[ResourceRef]) -> ResourceRef | None:
    """The resource of which both halves are among the names."""
    offered = set(names)
    for ref in resources:
        if offered & set(ref.acquires) and offered & set(ref.releases):
            return ref
    return None


def _is_told_by_name(ref: ResourceRef) -> bool:
    """Whether a name alone is evidence: it is an SDK's that is always on, and stands for one thing."""
    return not ref.is_generic and not ref.sdk.preview
