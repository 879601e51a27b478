"""Answers the analysis's questions from the catalogue: what does this path create, acquire, release, run?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from hangup.catalogue.frameworks import Frameworks, RoleMatch
from hangup.catalogue.globs import in_files
from hangup.catalogue.libraries import CreateMatch, Libraries
from hangup.catalogue.refs import ANY, ResourceRef
from hangup.catalogue.schema import Framework, Sdk
from hangup.catalogue.versions import holds, package_of

if TYPE_CHECKING:
    from hangup.model import SourceFile


class Knowledge(Libraries, Frameworks):
    """The catalogue for one language, indexed."""

    def __init__(
        self, sdks: Iterable[Sdk], frameworks: Iterable[Framework], language: str,
        variants: Iterable[Sdk | Framework] = (),
    ) -> None:  # fmt: skip
        Libraries.__init__(self, sdks, language)
        Frameworks.__init__(self, frameworks, language)
        self._variants = tuple(variants)
        self._narrow: dict[tuple[frozenset[str], tuple[int, ...]], Knowledge] = {}
        self._among: dict[frozenset[str], Knowledge] = {}

    def among(self, there: frozenset[str] | None) -> Knowledge:
        """What matters where only these SDKs can be in use, by id, and those that are known by names alone."""
        if there is None:
            return self
        if there not in self._among:
            kept = [sdk for sdk in self.sdks if sdk.id in there or ANY in sdk.packages]
            self._among[there] = Knowledge(kept, self.frameworks, self.language, self._variants)
        return self._among[there]

    def for_file(
        self, modules: Iterable[str], names: frozenset[str], requirements: Collection[tuple[str, str]] = ()
    ) -> Knowledge:
        """What matters in a file with these imports and undeclared names.

        SDKs that are on by request are left out where nothing of them is there: many have methods of everyday names.
        ``requirements`` are packages and the releases of them that the project asks for: SDKs and frameworks are known
        as they are in those.
        """
        without = self.narrowed(modules, names)
        asked = tuple(number for number, known in enumerate(self._variants) if _is_asked_for(known, requirements))
        if not without and not asked:
            return self
        if (without, asked) not in self._narrow:
            chosen = [self._variants[number] for number in asked]
            sdks = {variant.id: variant for variant in chosen if isinstance(variant, Sdk)}
            frameworks = {variant.id: variant for variant in chosen if isinstance(variant, Framework)}
            kept = [sdks.get(sdk.id, sdk) for sdk in self.sdks if sdk.id not in without]
            used = [frameworks.get(framework.id, framework) for framework in self.frameworks]
            self._narrow[without, asked] = Knowledge(kept, used, self.language)
        return self._narrow[without, asked]


def released(known: Sdk | Framework) -> tuple[str, ...]:
    """The packages whose releases the ``versions`` of a description are about.

    Those of an SDK are released together, unless one of them is named. Beside a framework are those of others, which
    have numbers of their own.
    """
    if package := package_of(known.versions):
        return (package,)
    return tuple(known.packages if isinstance(known, Sdk) else known.packages[:1])


def recognised_in(known: Sdk | Framework) -> tuple[str, ...]:
    """Globs over the files in which a framework is at work, whatever they import."""
    if isinstance(known, Sdk):
        return ()
    files = [*(scope.files for scope in known.function), *(scope.files for scope in known.class_)]
    return tuple(dict.fromkeys(file for listed in files for file in listed))


def is_at_work(known: Framework, source: SourceFile) -> bool:
    """Whether a framework may be at work in a file, by its path or since it is named there."""
    files = recognised_in(known)
    if files and in_files(source.path, files):
        return True
    return any(package.partition(":")[2] in source.text for package in known.packages)


def _is_asked_for(known: Sdk | Framework, requirements: Iterable[tuple[str, str]]) -> bool:
    """Whether all that the project asks for of its packages are releases this description is about."""
    packages = released(known)
    asked = [releases for package, releases in requirements if package in packages]
    return bool(asked) and all(holds(known.versions, releases) for releases in asked)


__all__ = ["ANY", "CreateMatch", "Knowledge", "ResourceRef", "RoleMatch", "is_at_work", "recognised_in", "released"]
