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


__all__ = ["ANY", "CreateMatch", "Knowledge", "ResourceRef", "RoleMatch"]
