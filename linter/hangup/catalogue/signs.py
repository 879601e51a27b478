"""The words that show an SDK to be in use, read from its description: see :mod:`hangup.project.presence`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hangup.catalogue.refs import ANY
from hangup.catalogue.schema import Sdk
from hangup.catalogue.words import is_plain, package_words, words_in


def signs_of(sdks: Iterable[Sdk]) -> frozenset[bytes]:
    """The words that show an SDK to be there, each behind the id of its SDK and a space.

    A file that opens something of an SDK holds one of these, or an object that another such file has made: they are
    more than the words that make it a candidate.
    """
    return frozenset(f"{sdk.id} {word}".encode() for sdk in sdks if ANY not in sdk.packages for word in _words(sdk))


def _words(sdk: Sdk) -> Iterator[str]:
    yield from package_words(sdk.packages)
    for resource in sdk.resource:
        groups = (resource.acquire, resource.create, resource.release, resource.provides, resource.helpers)
        calls = [table.call for group in groups for table in group]
        for text in [*calls, *resource.types, *resource.evidence, *resource.aliases]:
            yield from [word for word in words_in(text) if not (sdk.packages and is_plain(word))]
