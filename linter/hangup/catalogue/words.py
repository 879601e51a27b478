"""The words that make a file a candidate, read from the catalogue without its schema.

Every run needs them and most files contain none, so this module costs one ``tomllib`` parse and imports no parser
and no msgspec. A word is the last segment of a call that opens a connection (``connectUser`` of ``$r.connectUser``),
of a constructor, or of a helper. A plain word such as ``join`` stands in nearly every file; for those the names that
prove the SDK to be there (packages, types, distinctive calls) stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hangup.names import HINT

if TYPE_CHECKING:
    from pathlib import Path

Table = Mapping[str, Any]

_OF_LANGUAGES = frozenset({"join"})
"""Methods of lists, texts and paths: half of all files hold them, so they are no hints."""

_SEGMENT = r"[A-Za-z_$][\w$]*"
_PLAIN = r"[A-Z]?[a-z]+|__\w+__"
_KEYWORDS = frozenset({"new", "with", "using", "async", "await"})


class CatalogueMissing(Exception):
    """There is no catalogue to read the words from: the installation is broken."""


def read_words(directory: Path) -> frozenset[bytes]:
    """The words of all ``*.toml`` files of a directory of SDK descriptions.

    Raises:
        CatalogueMissing: the directory holds no description, or none of them names a word.
    """
    words = words_of(read_tables(directory))
    if not words:
        raise CatalogueMissing("the catalogue of SDKs is empty: the installation of hangup is broken, reinstall it")
    return words


def read_tables(directory: Path) -> list[Table]:
    """The SDK tables of all ``*.toml`` files of a directory, as TOML gives them.

    Raises:
        CatalogueMissing: a file is no TOML.
    """
    import tomllib  # most runs know the words from an earlier one

    tables: list[Table] = []
    for path in sorted(directory.glob("*.toml")):
        with path.open("rb") as file:
            try:
                tables += tomllib.load(file).get("sdk", ())
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise CatalogueMissing(f"{path.name} of the catalogue cannot be read: {error}") from error
    return tables


def in_force(sdks: Iterable[Table], *, preview: bool, names: Iterable[str]) -> list[Table]:
    """The tables without those that are on only when they are asked for (``preview``, or by name)."""
    wanted = frozenset(names)
    return [sdk for sdk in sdks if preview or not sdk.get("preview") or sdk["id"] in wanted]


def words_of(sdks: Iterable[Table]) -> frozenset[bytes]:
    """The words of SDK tables as TOML gives them, and as hints (:data:`HINT`) those that prove nothing."""
    words: set[str] = set()
    hints: set[str] = set()
    for sdk in sdks:
        packages = set(package_words(sdk.get("packages", ())))
        for resource in sdk.get("resource", ()):
            opening = set(_opening_words(resource))
            plain = set(filter(is_plain, opening))
            words |= opening - plain
            if not plain:
                continue
            proofs = packages | {word for word in _proof_words(resource) if not is_plain(word)}
            words |= proofs if packages else plain | proofs
            hints |= plain - _OF_LANGUAGES if packages else set()
    return frozenset([*(word.encode() for word in words), *(HINT + word.encode() for word in hints)])


def _opening_words(resource: Table) -> Iterator[str]:
    """Names that stand in every file that opens this resource or constructs one."""
    acquires = {last_word(acquire["call"]) for acquire in resource.get("acquire", ())}
    anonymous = "" in acquires
    yield from acquires - {""}
    for create in resource.get("create", ()):
        never = create.get("connects", "never") == "never"
        if never and not anonymous and create["call"].startswith("$"):
            continue  # `$parent.call`: its parent, or the acquire, names the file
        yield from filter(None, [last_word(create["call"])])
    for helper in resource.get("helpers", ()):
        yield from filter(None, [last_word(helper["call"])])
    yield from (name for name, now in resource.get("aliases", {}).items() if now in acquires)


def _proof_words(resource: Table) -> Iterator[str]:
    """Names that show the SDK to be in use beside an opening call with an everyday name."""
    yield from resource.get("types", ())
    yield from resource.get("evidence", ())
    for group in ("create", "release", "provides"):
        for table in resource.get(group, ()):
            yield from words_in(table["call"])


def is_plain(word: str) -> bool:
    """Whether a word is an everyday one, which stands in files of all kinds and shows nothing."""
    return re.fullmatch(_PLAIN, word) is not None


def words_in(call: str) -> list[str]:
    """The names that a call of the catalogue is written with."""
    return [word for word in re.findall(_SEGMENT, call) if word not in _KEYWORDS and not word.startswith("$")]


def package_words(packages: Iterable[str]) -> Iterator[str]:
    """The names of packages as code and manifests write them."""
    for package in packages:
        name = package.partition(":")[2] or package
        if name != "*":
            yield name
            if package.startswith("pypi:") and "-" in name:
                yield name.replace("-", "_")


def last_word(call: str) -> str:
    """The name a call is written with: ``f`` of ``new f``, ``x.f``, ``$r.f``, ``f($r)``; none for ``with $r``."""
    words = [word for word in re.findall(_SEGMENT, call.partition("(")[0]) if word not in _KEYWORDS]
    return "" if not words or words[-1].startswith("$") else words[-1]
