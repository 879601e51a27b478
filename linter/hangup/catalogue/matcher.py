"""Answers the analysis's questions from the catalogue: what does this path create, acquire, release, run?"""

from __future__ import annotations

from collections.abc import Iterable

from hangup.catalogue.frameworks import Frameworks, RoleMatch
from hangup.catalogue.libraries import CreateMatch, Libraries
from hangup.catalogue.refs import ANY, ResourceRef
from hangup.catalogue.schema import Framework, Sdk


class Knowledge(Libraries, Frameworks):
    """The catalogue for one language, indexed."""

    def __init__(self, sdks: Iterable[Sdk], frameworks: Iterable[Framework], language: str) -> None:
        Libraries.__init__(self, sdks, language)
        Frameworks.__init__(self, frameworks, language)
        self._narrow: dict[frozenset[str], Knowledge] = {}

    def for_file(self, modules: Iterable[str], names: frozenset[str]) -> Knowledge:
        """What matters in a file with these imports and undeclared names.

        SDKs that are on by request are left out where nothing of them is there: many have methods of everyday names.
        """
        without = self.narrowed(modules, names)
        if not without:
            return self
        if without not in self._narrow:
            kept = [sdk for sdk in self.sdks if sdk.id not in without]
            self._narrow[without] = Knowledge(kept, self.frameworks, self.language)
        return self._narrow[without]


__all__ = ["ANY", "CreateMatch", "Knowledge", "ResourceRef", "RoleMatch"]
