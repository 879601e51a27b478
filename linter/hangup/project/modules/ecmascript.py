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

from hangup.project.gates import Texts, occurrences
from hangup.project.modules import Reference
from hangup.project.modules.manifests import Manifests, package_of
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
_WHOLE = re.compile(rb"\b(?:import|require)\s*+\(?+\s*+(?P<quote>['\"`])(?P<module>[^'\"`\n$]++)(?P=quote)")
"""An import of a module as a whole."""
_QUOTATION = re.compile(rb"(?<=['\"`])[^'\"`\n]++(?=['\"`])")
"""What stands between quotes, and between the end of one quotation and the beginning of the next."""
_QUOTED = re.compile(rb"\s*+['\"]")
"""What stands behind the ``from`` of a clause."""
_FROM, _IMPORT, _REQUIRE = range(3)
_find_words = occurrences(b"from", b"import", b"require")
_EXPORT = b"export"
"""Stands in most lines of some files, so it is looked for only before the last ``from``."""
_NEAR = 4096
"""Bytes that are searched for clauses as a whole. In more of them it is faster to look at the words alone."""
_UPWARDS = tuple(
    f"{before}{quote}{up.rstrip('/')}{end}{quote}".encode()
    for before in ("from ", "require(", "import(")
    for quote in "'\""
    for up in (".", *("../" * number for number in range(1, 6)))
    for end in ("", "/")
)
"""How a file names the index of a folder around it: by no word."""
_INDEX = "index"
_UP = (b"", b".", b"..")
"""Last parts of names that name no file: those of a folder."""
_QUOTES = "'\"`"
_BRACES = re.compile(rb"\{([^}]*)\}")
_WORD = re.compile(rb"[\w$]+")
_COMMENT = re.compile(rb"//[^\n]*+|/\*[^*]*+\*/")


class EcmascriptModules:
    """The modules among the files of a project."""

    def __init__(self, tree: Tree, is_described: Callable[[str], bool] = lambda _: False) -> None:
        self._tree = tree
        self._is_described = is_described
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
        return _references(data, lambda _: True)

    def importing(self, paths: Iterable[str]) -> ImportingScripts:
        """Looks for the last part of the name that a file is imported by: of its file or its folder. Or for the first,
        of its package, or of what a configuration calls it.
        """
        self._configurations.ask()
        last: set[str] = set()
        first: set[str] = set()
        beside: set[str] = set()
        for path in paths:
            place = self._tree.place(path)
            stem = posixpath.basename(place).partition(".")[0]
            last.add(stem)
            beside.add(f"{posixpath.dirname(place)}/{stem}")
            if stem == _INDEX:
                last.add(posixpath.basename(posixpath.dirname(place)))
                beside.add(posixpath.dirname(place))
            first.update(self._manifests.names_of(place), self._configurations.aliases_of(place))
        return ImportingScripts(last, tuple(sorted(first)), self._tree.place, frozenset(beside))

    # ------------------------------------------------------------ from a name to a place

    def _candidates(self, folder: str, name: str) -> Iterator[str]:
        """Places without a suffix that a name may stand for, the likeliest first."""
        if name.startswith("/"):
            return
        if name in (".", "..") or name.startswith(("./", "../")):
            yield posixpath.normpath(posixpath.join(folder, name))
            return
        if self._is_described(f"npm:{package_of(name)}"):
            return  # it does what its description says, wherever its source lies
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
    return b"\n".join([match.group() for matches in _statements(data) for match in matches])


def _references(data: bytes, may_mean: Callable[[str], bool]) -> Iterator[Reference]:
    """The modules that a text names, those that may be meant."""
    clauses, wholes = _statements(data)
    for match in clauses:
        if may_mean(module := _text(match["module"])):
            yield Reference(module, _names(match["clause"]))
    for match in wholes:
        if may_mean(module := _text(match["module"])):
            yield Reference(module, None)


def _statements(data: bytes) -> tuple[Iterable[re.Match[bytes]], Iterable[re.Match[bytes]]]:
    """The imports and exports of names, of which none ends behind the line of the last ``from``; and the imports of
    whole modules.
    """
    words = _find_words(data)
    if not words:
        return (), ()
    last = 0
    for word, _, end in reversed(words):
        if word == _FROM and (match := _QUOTED.match(data, end)) is not None:
            last = match.end()
            break
    clauses: Iterable[re.Match[bytes]] = ()
    if last:
        line_end = data.find(b"\n", last)
        limit = len(data) if line_end < 0 else line_end
        starts = [start for word, start, _ in words if word == _IMPORT and start < last]
        export = data.find(_EXPORT, 0, last)
        first = min(starts[0], export) if starts and export >= 0 else starts[0] if starts else max(export, 0)
        if limit - first <= _NEAR:
            clauses = _CLAUSE.finditer(data, first, limit)
        else:
            exports = [match.start() for match in re.finditer(_EXPORT, data[:last])]
            clauses = _matches(_CLAUSE, data, sorted(starts + exports) if exports else starts, limit)
    return clauses, _matches(_WHOLE, data, [start for word, start, _ in words if word != _FROM], len(data))


def _matches(pattern: re.Pattern[bytes], data: bytes, starts: Iterable[int], limit: int) -> Iterator[re.Match[bytes]]:
    """The matches that begin at one of these places, in order of place: none begins inside another."""
    behind = 0
    for start in starts:
        match = pattern.match(data, start, limit) if start >= behind else None
        if match is not None:
            behind = match.end()
            yield match


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
    """What names a module with one of these last or first parts.

    ``place`` gives the absolute path of a file; ``beside`` are those of the modules, as files of their folders name
    them.
    """

    def __init__(
        self, last: Collection[str], first: tuple[str, ...], place: Callable[[str], str], beside: frozenset[str]
    ) -> None:
        self._last = frozenset(last)
        self._first = first
        self._place = place
        self._beside = beside
        self._names = frozenset(map(_bytes, last))
        self._beginnings = tuple(map(_bytes, first))
        ends = (f"{name}{slash}{quote}" for name in last for slash in ("", "/") for quote in _QUOTES)
        inner = (f"{before}{name}." for name in last for before in ("/", *_QUOTES))
        starts = (f"{quote}{name}" for name in first for quote in _QUOTES)
        upwards = _UPWARDS if _INDEX in self._last else ()
        super().__init__([*map(_bytes, (*ends, *inner, *starts)), *upwards])

    def references(self, path: str, data: bytes) -> Iterable[Reference]:
        return _references(data, self._may_mean) if self._may_name(path, data) else ()

    def _may_name(self, path: str, data: bytes) -> bool:
        """Whether a file names a module that may be one of these. Most name others of their own folder, which have the
        names that these have in theirs.
        """
        folder = ""
        for module in _QUOTATION.findall(data):
            name = module[module.rfind(b"/") + 1 :]
            if name not in self._names and name.partition(b".")[0] not in self._names:
                if name not in _UP and not module.startswith(self._beginnings):
                    continue
            elif module == b"./" + name:
                folder = folder or posixpath.dirname(self._place(path))
                if f"{folder}/{_text(name.partition(b'.')[0])}" in self._beside:
                    return True
                continue
            if self._may_mean(_text(module)):
                return True
        return False

    def _may_mean(self, module: str) -> bool:
        name = module.rstrip("/").rpartition("/")[2]
        if name in self._last or name.partition(".")[0] in self._last:
            return True
        return (name in (".", "..") and _INDEX in self._last) or module.startswith(self._first)


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
