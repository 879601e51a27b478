"""What SARIF says of the tool: the rules with their pages, as GitHub's code scanning shows them beside a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from hangup import __version__

if TYPE_CHECKING:
    from hangup.rule import Rule

NOT_ANALYSED = "HUP900"
INTERNAL_ERROR = "internal-error"

_LONGEST = 1024
"""Of a description, on GitHub."""
_NOTIFICATIONS = {
    NOT_ANALYSED: (
        "A file, or a part of one, was not analysed.",
        "That nothing was found in it says nothing about it. Mend the file, or leave it out with `--exclude`.",
    ),
    INTERNAL_ERROR: ("hangup itself failed on a file.", "The other files were checked. Please report it."),
}
_FAMILIES = {"1": "leak", "2": "re-run", "3": "server", "4": "instance", "5": "session", "9": "linter"}


def driver(rules: Iterable[Rule]) -> dict[str, Any]:
    """The ``toolComponent`` of hangup."""
    return {
        "name": "hangup",
        "version": __version__,
        "semanticVersion": __version__,
        "shortDescription": {"text": "Finds connections that a program opens and never closes."},
        "rules": [_rule(rule) for rule in rules],
        "notifications": [_notification(code, *texts) for code, texts in _NOTIFICATIONS.items()],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    page = rule.page()
    first = " ".join(page.partition("\n\n")[0].split())
    what = " ".join(rule.section("What it does").split())
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _cut(first)},
        "fullDescription": {"text": _cut(what or first)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": rule.severity.label},
        "properties": {
            "precision": "high",
            "problem.severity": rule.severity.label,
            "tags": ["reliability", "connections", *_family(rule.code)],
        },
    }


def _family(code: str) -> Iterator[str]:
    """The family of one of hangup's own rules; those of plugins have none."""
    if code.startswith("HUP") and code[3:4] in _FAMILIES:
        yield _FAMILIES[code[3:4]]


def _notification(code: str, text: str, advice: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": text},
        "fullDescription": {"text": f"{text} {advice}"},
        "help": {"text": advice, "markdown": advice},
        "defaultConfiguration": {"level": "error"},
    }


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
