"""The set of rules in force. Zero rules is an error, never a clean result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from hangup import plugins
from hangup.model import Severity
from hangup.rule import Rule

_CODE = r"[A-Z]{2,}\d{3,}"
_NAME = r"[a-z][a-z0-9]*(-[a-z0-9]+)+"
_OURS = "HUP"


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


def plugin_rules(known: Iterable[type[Rule]]) -> list[type[Rule]]:
    """The rules that plugins bring beside those that are known. An error in one of them names its plugin.

    Raises:
        PluginError: a plugin cannot be loaded, or what it gives is no rule, or it is called as another one.
    """
    found = {word: f"the rule {rule.code}" for rule in known for word in (rule.code, rule.name)}
    rules: list[type[Rule]] = []
    for plugin, given in plugins.rules():
        rule = _checked(plugin, given)
        for word in (rule.code, rule.name):
            if word in found:
                raise plugins.PluginError(f"{plugin} gives a rule {word}, which is taken by {found[word]}")
            found[word] = str(plugin)
        rules.append(_guarded(plugin, rule))
    return rules


def _checked(plugin: plugins.Plugin, given: object) -> type[Rule]:
    if not (isinstance(given, type) and issubclass(given, Rule)):
        raise plugins.PluginError(f"{plugin} gives {given!r}, which is no class derived from hangup.rule.Rule")
    code, name = getattr(given, "code", None), getattr(given, "name", None)
    if not isinstance(code, str) or not re.fullmatch(_CODE, code) or code.startswith(_OURS):
        wanted = f"must be capitals and at least three digits, and not begin with {_OURS}: ACME101"
        raise plugins.PluginError(f"{plugin}: the code {code!r} of {given.__name__} {wanted}")
    if not isinstance(name, str) or not re.fullmatch(_NAME, name):
        raise plugins.PluginError(f"{plugin}: the name {name!r} of {code} must be words with dashes: left-open")
    if not isinstance(getattr(given, "severity", None), Severity) or not given.__doc__:
        raise plugins.PluginError(f"{plugin}: the rule {code} must have a severity, and a docstring that is its page")
    return given


def _guarded(plugin: plugins.Plugin, rule: type[Rule]) -> type[Rule]:
    """The rule, with a check whose errors name the plugin."""

    def check(self: Any, fact: Any) -> Any:
        return plugins.guarded(plugin, lambda: tuple(rule.check(self, fact)))()

    return type(rule.__name__, (rule,), {"check": check, "__doc__": rule.__doc__, "__module__": rule.__module__})
