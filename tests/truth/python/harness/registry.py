"""A registry that counts: stands in the place of the dictionary, set or list in which a scenario keeps its peers."""

from __future__ import annotations

from typing import Any


class Registry:
    """Entries made, most at once, entries left. The container behaves as the one it replaces."""

    def __init__(self, original: dict[Any, Any] | set[Any] | list[Any]) -> None:
        self.opened = 0
        self.most = 0
        self.container = _WATCHED[type(original)](original)
        self.container.registry = self

    @property
    def left(self) -> int:
        return len(self.container)

    @classmethod
    def replace(cls, owner: Any, path: str) -> Registry:
        """Put a counting container where the dotted path leads from the owner."""
        *way, last = path.split(".")
        for name in way:
            owner = getattr(owner, name)
        registry = cls(getattr(owner, last))
        setattr(owner, last, registry.container)
        return registry

    def added(self) -> None:
        self.opened += 1
        self.most = max(self.most, self.left)


class _Dict(dict[Any, Any]):
    registry: Registry

    def __setitem__(self, key: Any, value: Any) -> None:
        known = key in self
        super().__setitem__(key, value)
        if not known:
            self.registry.added()


class _Set(set[Any]):
    registry: Registry

    def add(self, element: Any) -> None:
        known = element in self
        super().add(element)
        if not known:
            self.registry.added()


class _List(list[Any]):
    registry: Registry

    def append(self, element: Any) -> None:
        super().append(element)
        self.registry.added()


_WATCHED: dict[type, type[Any]] = {dict: _Dict, set: _Set, list: _List}
