"""Interfaces of files as plain values: what :mod:`hangup.project.graph` asks of one, without the analysis behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from hangup.project.graph import Interface

Name = tuple[str, str]


class KeptTaken(NamedTuple):
    """See :class:`hangup.flow.summaries.interface.Taken`."""

    module: str
    name: str
    exports: frozenset[str]
    passed: frozenset[str]
    handed: frozenset[Name]


class KeptInterface(NamedTuple):
    """See :class:`hangup.flow.summaries.interface.Interface`."""

    leading: frozenset[str]
    shared: frozenset[str]
    taken: tuple[KeptTaken, ...]
    fed: frozenset[Name]
    owned: frozenset[str]


def plain(offered: Interface) -> tuple[Any, ...]:
    """An interface as tuples of texts, always in the same order."""
    taken = tuple(
        (each.module, each.name, *(tuple(sorted(names)) for names in (each.exports, each.passed, each.handed)))
        for each in offered.taken
    )
    leading, shared, owned = (tuple(sorted(names)) for names in (offered.leading, offered.shared, offered.owned))
    return (leading, shared, taken, tuple(sorted(offered.fed)), owned)


def interface(kept: tuple[Any, ...]) -> KeptInterface:
    """The interface that such tuples stand for."""
    leading, shared, taken, fed, owned = kept
    listed = tuple(
        KeptTaken(module, name, frozenset(exports), frozenset(passed), frozenset(handed))
        for module, name, exports, passed, handed in taken
    )
    return KeptInterface(frozenset(leading), frozenset(shared), listed, frozenset(fed), frozenset(owned))
