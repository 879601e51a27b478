"""Which file a module name stands for: one resolver per language, over the files that are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from hangup.project.gates import Gate
from hangup.records import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A module that a file names, and the names it takes from it; None where it takes the module as a whole."""

    module: str
    names: frozenset[str] | None


class Importing(Gate, Protocol):
    """Passes every file that imports one of some files; not many others do."""

    @property
    def texts(self) -> Collection[bytes]:
        """One of these stands in the import statements of each file that passes."""
        ...

    def references(self, path: str, data: bytes) -> Iterable[Reference]:
        """Those of the modules that a file names that may be one of the files."""
        ...


class Resolver(Protocol):
    """Module names of one language. See also :class:`hangup.ir.link.Resolver`."""

    @property
    def asked(self) -> Mapping[str, str]:
        """The stamps of all files but modules that answers depended on so far, by place."""
        ...

    def module(self, path: str, name: str) -> str | None:
        """The file that a file means by a module name; None for something outside."""
        ...

    def parent(self, path: str) -> tuple[str, str] | None:
        """The file of the package that a module is a member of, and its name there."""
        ...

    def requirement(self, path: str, package: str) -> str | None:
        """The releases of a package (``npm:name``) that the project around a file asks for, as they are written."""
        ...

    def members(self, path: str, reference: Reference) -> Iterable[str]:
        """The files that a reference of a file leads to: the module, and the modules its names stand for."""
        ...

    def references(self, data: bytes) -> Iterable[Reference]:
        """The modules that a file names, found in its bytes; one too many does no harm."""
        ...

    def importing(self, paths: Iterable[str]) -> Importing:
        """What finds the files that import one of these."""
        ...
