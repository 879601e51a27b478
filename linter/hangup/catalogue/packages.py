"""How a language names packages and paths, and whether a module belongs to one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from hangup.records import dataclass

_GLOBAL_OBJECTS = ("window", "globalThis", "self", "global")
"""Names of the object whose members are the undeclared names."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a language's names look like.

    ``registry``: where its packages come from. ``separator``: between a package and what lies inside. ``is_dotted``:
    the module is part of a path, and a package's dashes are underscores. ``marks_new``: making an object is written
    in another way than a call.
    """

    registry: str
    separator: str
    is_dotted: bool
    marks_new: bool


NAMING = {
    "python": Naming("pypi:", ".", is_dotted=True, marks_new=False),
    "ecmascript": Naming("npm:", "/", is_dotted=False, marks_new=True),
}


_ADDRESS = r"(?:https?://[^/]+/(?:npm/|v\d+/|stable/)?|npm:)(?P<name>(?:@[^/@]+/)?[^/@]+)(?:@[^/]*)?(?P<rest>.*)"


@lru_cache(maxsize=4096)
def _without_address(module: str) -> str:
    """The package of a module that is named by its address: ``https://esm.sh/name@1``, ``npm:name@1``."""
    found = re.fullmatch(_ADDRESS, module) if ":" in module else None
    return module if found is None else found["name"] + found["rest"]


@lru_cache(maxsize=1 << 16)
def _belongs(naming: Naming, module: str, *packages: str) -> bool:
    module = _without_address(module)
    for package in packages:
        kind, _, name = package.partition(":")
        if kind in ("std", "node"):
            if module in (name, f"node:{name}") or module.startswith((f"{name}.", f"{name}/")):
                return True
        elif f"{kind}:" == naming.registry:
            inside = name.replace("-", "_") if naming.is_dotted else name
            if module == inside or module.startswith(inside + naming.separator):
                return True
    return False


class Packages:
    """Questions about modules and paths of one language. Paths are tuples of names below a module."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.naming = NAMING[language]

    def belongs(self, module: str, packages: Iterable[str]) -> bool:
        """Whether a module is one of these packages or lies inside one."""
        return _belongs(self.naming, module, *packages)

    def spellings(self, module: str, path: tuple[str, ...]) -> tuple[str, ...]:
        """The dotted spellings of a path: with the module where it is a part, without a leading ``default``."""
        prefixed = path[:1] == ("default",) or (not module and path[:1] and path[0] in _GLOBAL_OBJECTS)
        plain = path[1:] if prefixed and len(path) > 1 else path
        dotted = ".".join(plain)
        if self.naming.is_dotted and module:
            return (f"{module}.{dotted}" if dotted else module, dotted)
        return (dotted,)
