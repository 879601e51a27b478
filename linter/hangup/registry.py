"""The set of rules in force. Zero rules is an error, never a clean result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hangup.rule import Rule


class RegistryError(Exception):
    """The rules cannot be used as they are: none, or two with one code or name."""


class Registry:
    """Rules by code, in order of code."""

    def __init__(self, rules: Iterable[type[Rule]]) -> None:
        self._rules: dict[str, Rule] = {}
        names: set[str] = set()
        for rule in sorted(rules, key=lambda rule: rule.code):
            if rule.code in self._rules or rule.name in names:
                raise RegistryError(f"two rules are called {rule.code} or {rule.name}")
            names.add(rule.name)
            self._rules[rule.code] = rule()
        if not self._rules:
            raise RegistryError("no rules are registered: the installation of hangup is broken, reinstall it")

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __contains__(self, code: object) -> bool:
        return code in self._rules

    def __getitem__(self, code: str) -> Rule:
        return self._rules[code]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self._rules)
