"""Answers the analysis's questions from the catalogue: what does this path create, acquire, release, run?"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hangup.catalogue.frameworks import Frameworks, RoleMatch
from hangup.catalogue.libraries import CreateMatch, Libraries
from hangup.catalogue.refs import ANY, ResourceRef
from hangup.catalogue.schema import Framework, Sdk
from hangup.catalogue.versions import holds


class Knowledge(Libraries, Frameworks):
    """The catalogue for one language, indexed."""

    def __init__(
        self, sdks: Iterable[Sdk], frameworks: Iterable[Framework], language: str, variants: Iterable[Sdk] = ()
    ) -> None:
        Libraries.__init__(self, sdks, language)
        Frameworks.__init__(self, frameworks, language)
        self._variants = tuple(variants)
        self._narrow: dict[tuple[frozenset[str], tuple[int, ...]], Knowledge] = {}

    def for_file(
        self, modules: Iterable[str], names: frozenset[str], requirements: Collection[tuple[str, str]] = ()
    ) -> Knowledge:
        """What matters in a file with these imports and undeclared names.

        SDKs that are on by request are left out where nothing of them is there: many have methods of everyday names.
        ``requirements`` are packages and the releases of them that the project asks for: SDKs are known as they are
        in those.
        """
        without = self.narrowed(modules, names)
        asked = tuple(number for number, sdk in enumerate(self._variants) if _is_asked_for(sdk, requirements))
        if not without and not asked:
            return self
        if (without, asked) not in self._narrow:
            varied = {self._variants[number].id: self._variants[number] for number in asked}
            kept = [varied.get(sdk.id, sdk) for sdk in self.sdks if sdk.id not in without]
            self._narrow[without, asked] = Knowledge(kept, self.frameworks, self.language)
        return self._narrow[without, asked]


def _is_asked_for(sdk: Sdk, requirements: Iterable[tuple[str, str]]) -> bool:
    """Whether all that the project asks for of an SDK's packages are releases this description is about."""
    asked = [releases for package, releases in requirements if package in sdk.packages]
    return bool(asked) and all(holds(sdk.versions, releases) for releases in asked)


__all__ = ["ANY", "CreateMatch", "Knowledge", "ResourceRef", "RoleMatch"]
