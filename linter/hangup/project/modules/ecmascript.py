"""JavaScript's and TypeScript's modules: relative paths, aliases of a configuration, packages of the same repository.

The order is that of bundlers: a relative path, then ``paths`` and ``baseUrl`` of the nearest ``tsconfig.json``
(https://www.typescriptlang.org/docs/handbook/modules/reference.html), ``imports`` of the nearest ``package.json``
(https://nodejs.org/api/packages.html#subpath-imports), a package of the repository by its name, and at last the
aliases that frameworks set up without being asked.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from hangup.project.gates import Texts
from hangup.project.modules import Reference
from hangup.project.modules.manifests import Manifests
from hangup.project.modules.tree import Tree
from hangup.project.modules.tsconfig import Configurations

SUFFIXES = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte")
PLATFORMS = ("", ".native", ".web", ".ios", ".android")
"""Middle parts of file names of which a bundler takes the one for its platform (React Native)."""

CONVENTIONS: dict[str, tuple[str, ...]] = {
    "@/": ("src", "", "app"),
    "~/": ("src", "app", ""),
    "~~/": ("",),
    "@@/": ("",),
    "$lib/": ("src/lib",),
    "src/": ("src",),
}
"""Beginnings of module names, and the folders of a package they stand for where no configuration says so."""

_WRITTEN_AS = {".js": (".ts", ".tsx", ".jsx"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
"""Suffixes of what a source file becomes, with those it may have before."""

_CLAUSE = re.compile(
    rb"\b(?:import|export)\b"
    rb"(?P<clause>(?>\s*+(?:(?!from\b)[\w$]++|,|\*|\{[^}]{0,20000}+\}|//[^\n]{0,500}+|/\*[^*]{0,2000}+\*/)){1,12})"
    rb"\s*+from\s*+(?P<quote>['\"])(?P<module>[^'\"\n]++)(?P=quote)"
)
"""An import or export of names. Without backtracking, so that no text takes longer than its length allows."""
_FROM = re.compile(rb"from\s*+['\"]")
"""Stands in each clause, near its end. A pattern that begins with a text is looked for ten times as fast as others."""
_WHOLES = tuple(
    re.compile(word + rb"(?<=\b" + word + rb")\s*+\(?+\s*+(?P<quote>['\"`])(?P<module>[^'\"`\n$]++)(?P=quote)")
    for word in (b"import", b"require")
)
"""An import of a module as a whole."""
_UPWARDS = tuple(
    f"{before}{quote}{up.rstrip('/')}{end}{quote}".encode()
    for before in ("from ", "require(", "import(")
    for quote in "'\""
    for up in (".", *("../" * number for number in range(1, 6)))
    for end in ("", "/")
)
"""How a file names the index of a folder around it: by no word."""
_INDEX = "index"
_QUOTES = "'\"`"
_BRACES = re.compile(rb"\{([^}]*)\}")
_WORD = re.compile(rb"[\w$]+")
_COMMENT = re.compile(rb"//[^\n]*+|/\*[^*]*+\*/")


class EcmascriptModules:
    """The modules among the files of a project."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._manifests = Manifests(tree)
        self._configurations = Configurations(tree)
        self._known: dict[tuple[str, str], str | None] = {}

    def module(self, path: str, name: str) -> str | None:
        folder = posixpath.dirname(self._tree.place(path))
        key = (folder, name)
        if key not in self._known:
            self._known[key] = next((f for c in self._candidates(folder, name) if (f := self._at(c)) is not None), None)
        return self._known[key]

    @property
    def asked(self) -> Mapping[str, str]:
        return self._tree.asked

    def parent(self, path: str) -> tuple[str, str] | None:  # noqa: ARG002  (a resolver's method)
        """Modules here are no members of others."""
        return None

    def requirement(self, path: str, package: str) -> str | None:
        registry, _, name = package.partition(":")
        folder = posixpath.dirname(self._tree.place(path))
        return self._manifests.requirement(folder, name) if registry == "npm" else None

    def members(self, path: str, reference: Reference) -> Iterable[str]:
        target = self.module(path, reference.module)
        return () if target is None else (target,)

    def references(self, data: bytes) -> Iterator[Reference]:
        for match in _clauses(data):
            yield Reference(_text(match["module"]), _names(match["clause"]))
        for match in _wholes(data):
            yield Reference(_text(match["module"]), None)

    def importing(self, paths: Iterable[str]) -> ImportingScripts:
        """Looks for the last part of the name that a file is imported by: of its file or its folder. Or for the first,
        of its package, or of what a configuration calls it.
        """
        self._configurations.ask()
        last: set[str] = set()
        first: set[str] = set()
        for path in paths:
            place = self._tree.place(path)
            stem = posixpath.basename(place).partition(".")[0]
            last.add(stem)
            if stem == _INDEX:
                last.add(posixpath.basename(posixpath.dirname(place)))
            first.update(self._manifests.names_of(place), self._configurations.aliases_of(place))
        return ImportingScripts(last, tuple(sorted(first)), self.references)

    # ------------------------------------------------------------ from a name to a place

    def _candidates(self, folder: str, name: str) -> Iterator[str]:
        """Places without a suffix that a name may stand for, the likeliest first."""
        if name.startswith("/"):
            return
        if name in (".", "..") or name.startswith(("./", "../")):
            yield posixpath.normpath(posixpath.join(folder, name))
            return
        yield from self._configurations.places(folder, name)
        if name.startswith("#"):
            yield from self._manifests.inner(folder, name)
            return
        yield from self._manifests.packages(name)
        for beginning, folders in CONVENTIONS.items():
            if name.startswith(beginning) or f"{name}/" == beginning:
                rest = name[len(beginning) :]
                for root in self._manifests.roots(folder):
                    yield from (posixpath.normpath(posixpath.join(root, inner, rest)) for inner in folders)

    def _at(self, place: str) -> str | None:
        """The file of a place: as it is written, with a suffix, or the index of a folder."""
        known = self._tree.file(place)
        if known is not None:
            return known
        stem, suffix = posixpath.splitext(place)
        for other in _WRITTEN_AS.get(suffix, ()):
            known = self._tree.file(stem + other)
            if known is not None:
                return known
        for inner in (place, f"{place}/index"):
            for platform in PLATFORMS:
                for suffix in SUFFIXES:
                    known = self._tree.file(inner + platform + suffix)
                    if known is not None:
                        return known
        return None


def import_statements(data: bytes) -> bytes:
    """The statements of a text that name modules: a text that refers to the same ones."""
    return b"\n".join([match.group() for find in (_clauses, _wholes) for match in find(data)])


def _clauses(data: bytes) -> Iterator[re.Match[bytes]]:
    """Imports and exports of names: none ends behind the line of the last ``from``."""
    last = -1
    for match in _FROM.finditer(data):
        last = match.end()
    if last < 0:
        return iter(())
    end = data.find(b"\n", last)
    return _CLAUSE.finditer(data, 0, len(data) if end < 0 else end)


def _wholes(data: bytes) -> Iterator[re.Match[bytes]]:
    return (match for pattern in _WHOLES for match in pattern.finditer(data))


def _names(clause: bytes) -> frozenset[str] | None:
    """The names an import or re-export takes; None for the whole module."""
    clause = _COMMENT.sub(b" ", clause)
    if b"*" in clause:
        return None
    names = {
        _text(words[1 if words[0] == b"type" and len(words) > 1 and words[1] != b"as" else 0])
        for braces in _BRACES.findall(clause)
        for member in braces.split(b",")
        if (words := _WORD.findall(member))
    }
    outside = [word for word in _WORD.findall(_BRACES.sub(b"", clause)) if word != b"type"]
    return frozenset(names | {"default"}) if outside else frozenset(names)


class ImportingScripts(Texts):
    """What names a module with one of these last or first parts."""

    def __init__(
        self, last: Collection[str], first: tuple[str, ...], references: Callable[[bytes], Iterable[Reference]]
    ) -> None:
        self._last = frozenset(last)
        self._first = first
        self._references = references
        ends = (f"{name}{slash}{quote}" for name in last for slash in ("", "/") for quote in _QUOTES)
        inner = (f"{before}{name}." for name in last for before in ("/", *_QUOTES))
        starts = (f"{quote}{name}" for name in first for quote in _QUOTES)
        upwards = _UPWARDS if _INDEX in self._last else ()
        super().__init__([*map(_bytes, (*ends, *inner, *starts)), *upwards])

    def references(self, data: bytes) -> Iterator[Reference]:
        return (reference for reference in self._references(data) if self._may_mean(reference.module))

    def _may_mean(self, module: str) -> bool:
        name = module.rstrip("/").rpartition("/")[2]
        if name in self._last or name.partition(".")[0] in self._last:
            return True
        return (name in (".", "..") and _INDEX in self._last) or module.startswith(self._first)


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
