"""Releases of packages: which of them a project asks for, and whether a description is about those.

A project says what it asks for in the language of its registry: ranges of npm
(https://github.com/npm/node-semver#ranges) or specifiers of Python
(https://packaging.python.org/en/latest/specifications/version-specifiers/). Of both only the lowest release that is
admitted counts here: a description must hold for every release that may be installed.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

Release = tuple[int, ...]
"""The numbers of a release: ``(1, 43)``."""

_COMPARED: dict[str, Callable[[Release, Release], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
}
# not compiled until a version is asked for, which few runs do
_CONDITION = r"(>=|>|<=|<|==)\s*([\d.]+)"
_BOUND = r"(?P<sign>[\^~<>=!]*)\s*v?(?P<release>\d+(?:\.\d+)*)[\w.+*-]*"
_PLACES = r"(?i:[a-z+]+:(?!.*@)|.*://)"
"""Requirements that name a place (``file:../x``, ``git+ssh://…``) and no release."""
_UPPER = ("<", "<=", "!=")
_PARTS = 4
"""So many numbers of a release are compared; missing ones are zero."""


def holds(versions: str, requirement: str) -> bool:
    """Whether the lowest release that a project asks for is among the ``versions`` of a description (``>=2, <3``).

    Not where the requirement names no release.
    """
    lowest = lowest_release(requirement)
    conditions = re.findall(_CONDITION, versions)
    return lowest is not None and all(_COMPARED[sign](_padded(lowest), _padded(_release(r))) for sign, r in conditions)


def package_of(versions: str) -> str:
    """The one package whose releases the ``versions`` of a description are about, if they name one."""
    first = versions.partition(" ")[0]
    return first if ":" in first else ""


def lowest_release(requirement: str) -> Release | None:
    """The lowest release that a requirement names: ``^1.2``, ``>=1, <3``, ``1.x || 2.x``, ``~=2.1``, ``1.2 - 2.3``."""
    if re.match(_PLACES, requirement):
        return None
    named = requirement.rpartition("@")[2]  # ``npm:other@^1.2``
    found = [_release(each["release"]) for each in re.finditer(_BOUND, named) if each["sign"] not in _UPPER]
    return min(found, default=None)


def _release(text: str) -> Release:
    return tuple(int(part) for part in text.split(".") if part)


def _padded(release: Release) -> Release:
    return (*release, *(0,) * _PARTS)[:_PARTS]
