"""Resources as the analysis refers to them: an SDK's resource with the calls on it by method name."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from hangup.catalogue.schema import Acquire, Create, Parent, Release, Resource, Sdk
from hangup.records import dataclass, replace

_T = TypeVar("_T")

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
    def own_names(self) -> frozenset[str]:
        """The first and last names of its types, its constructors, and the functions that help with it."""
        resource = self.resource
        calls = [table.call for group in (resource.create, resource.provides, resource.helpers) for table in group]
        dotted = [*resource.types, *(call.removeprefix("new ") for call in calls)]
        return frozenset(name for text in dotted for name in (text.partition(".")[0], text.rpartition(".")[2]))

    @cached_property
    def acquires(self) -> dict[str, Acquire]:
        """Method name to acquire, deprecated aliases included."""
        return self._with_aliases({_method(a.call): a for a in self.resource.acquire if a.call.startswith("$r.")})

    @cached_property
    def releases(self) -> dict[str, Release]:
        """Method name to release, deprecated aliases included."""
        return self._with_aliases({_method(r.call): r for r in self.resource.release if r.call.startswith("$r.")})

    @cached_property
    def parent_releases(self) -> dict[str, Release]:
        """Methods of the parent that close all it has made of this kind."""
        own = [r for r in self.resource.release if r.call.startswith("$parent.") and not r.call.endswith(")")]
        return {_method(r.call): r for r in own}

    @cached_property
    def by_argument(self) -> dict[str, Release]:
        """Calls that close what was opened with the same first argument."""
        return {r.call.split("(")[0].rpartition(".")[2]: r for r in self.resource.release if r.call.endswith("($0)")}

    @cached_property
    def called(self) -> Release | None:
        """The release that is a call of the resource itself: it is an unsubscribe function."""
        return next((r for r in self.resource.release if r.call == "$r()"), None)

    @cached_property
    def handle(self) -> ResourceRef:
        """What an acquire returns that is closed by itself: a resource of its own, closed with the one it is of."""
        releases = [
            replace(r, call="$r" + r.call.removeprefix("$h")) for r in self.resource.release if r.call.startswith("$h")
        ]
        return ResourceRef(
            self.sdk,
            replace(
                self.resource, name=f"{self.resource.name}-handle", create=[], acquire=[], release=releases, aliases={},
                parent=Parent(of=self.resource.name, cascade=True),
            ),
        )  # fmt: skip

    @cached_property
    def consumers(self) -> dict[str, Release]:
        """Releases that take the resource as an argument: ``$parent.remove($r)``, ``close($r)``."""
        return {r.call.split("(")[0].rpartition(".")[2]: r for r in self.resource.release if r.call.endswith("($r)")}

    @cached_property
    def consuming_names(self) -> frozenset[str]:
        """Calls that take it as their argument and close it, and methods of what an acquire has returned."""
        return frozenset((*self.consumers, *self.handle.releases, *self.parent_releases, *self.by_argument))

    @property
    def closing_names(self) -> frozenset[str]:
        """The names of all calls that close it."""
        return self.consuming_names | self.releases.keys()

    @cached_property
    def children(self) -> dict[str, Create]:
        """Creates that are methods of the parent (``$parent.call``) or of the resource itself (``$r.as_async``)."""
        return {_method(c.call): c for c in self.resource.create if c.call.startswith(("$parent.", "$r."))}

    @property
    def enters(self) -> bool:
        """Whether entering a ``with`` block acquires."""
        return any(a.call.endswith("with $r") for a in self.resource.acquire)

    @property
    def awaited(self) -> bool:
        """Whether what is made connects when it is awaited."""
        return any(a.call == "await $r" for a in self.resource.acquire)

    @property
    def ends_for_good(self) -> bool:
        """Whether what a ``with`` block has closed cannot be used again."""
        return any(r.final and r.call.endswith("with $r") for r in self.resource.release)

    @property
    def exits(self) -> bool:
        """Whether leaving a ``with`` block, or the block of a ``using`` declaration, releases."""
        return any(r.call.endswith(("with $r", "using $r")) for r in self.resource.release)

    @property
    def is_of_a_block(self) -> bool:
        """Whether a ``with`` block is all it takes to open and to close it, wherever that stands."""
        return self.enters and self.exits and self.resource.scope == "block" and not self.resource.forbid_in

    @property
    def created(self) -> frozenset[str]:
        """The last names of the calls that make it."""
        return frozenset([create.call.rpartition(".")[2].removeprefix("new ") for create in self.resource.create])

    def _with_aliases(self, table: dict[str, _T]) -> dict[str, _T]:
        for old, new in self.resource.aliases.items():
            if new in table:
                table.setdefault(old, table[new])  # what is described by itself stays
        return table


def _method(call: str) -> str:
    return call.partition(".")[2].partition("(")[0]
