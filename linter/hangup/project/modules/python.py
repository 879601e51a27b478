"""Python's modules: absolute and relative imports, packages with and without ``__init__.py``, ``src`` layouts.

Where a program starts decides which folders are searched (``sys.path``), and that is not written in its files. An
absolute name is looked for from the folder of the file that imports it upwards, folders inside a package last, and in
the source folders below each (https://packaging.python.org/en/latest/discussions/src-layout-vs-flat-layout/). That a
program starts inside a package is a guess, which gives way to what is known: a library has its name there, and no file
means the package it is in by that package's last name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from hangup.project.gates import occurrences
from hangup.project.modules import Reference
from hangup.project.modules.requirements import Requirements
from hangup.project.modules.tree import Tree
from hangup.project.prefilter import Prefilter

SUFFIXES = (".py", ".pyw")
SOURCES = ("", "src", "lib", "python")
"""Folders that hold packages, below the folder of a project."""

_INIT = "__init__.py"
_IMPORT = re.compile(
    rb"[ \t]*(?:from[ \t]+(?P<module>[.\w]+)[ \t]+import[ \t]*(?P<names>\([^)]{0,20000}+\)|[^\n#;]++)"
    rb"|import[ \t]+(?P<modules>[^\n#;]++))",
)
_GIVING = "conftest"
"""The module whose fixtures pytest hands to the functions of all files below its folder: they import nothing."""
_ASKING = (b"def test", b"fixture")
"""What stands in every file whose functions may be handed some."""
_find_words = occurrences(b"import", *_ASKING)
_PARAMETERS = re.compile(rb"\bdef[ \t]+\w+[ \t]*\(([^)]{1,4000}+)\)")
_NAME = re.compile(rb"([\w.*]+)(?:[ \t\\\r\n]+as[ \t\\\r\n]+\w+)?")
_COMMENT = re.compile(rb"#[^\n]*")
_RELATIVE = (b" .", b"\t.")
"""What stands in every file with ``from . import x``."""


class PythonModules:
    """The modules among the files of a project."""

    def __init__(self, tree: Tree, is_described: Callable[[str], bool] = lambda _: False) -> None:
        self._tree = tree
        self._is_described = is_described
        self._requirements = Requirements(tree)
        self._known: dict[tuple[str, str], str | None] = {}

    def module(self, path: str, name: str) -> str | None:
        """The file of a module; a folder without ``__init__.py`` has the one it would have."""
        place = self._tree.place(path)
        folder, file = posixpath.split(place)
        own = posixpath.basename(folder) if file == _INIT else posixpath.splitext(file)[0]
        key = (place if own == name.rpartition(".")[2] else folder, name)  # a file is never what it imports itself
        if key not in self._known:
            self._known[key] = self._find(place, name)
        return self._known[key]

    @property
    def asked(self) -> Mapping[str, str]:
        return self._tree.asked

    def parent(self, path: str) -> tuple[str, str] | None:
        """The package's ``__init__.py``, whether it is there or not."""
        place = self._tree.place(path)
        inner = posixpath.dirname(place) if posixpath.basename(place) == _INIT else place
        folder = posixpath.dirname(inner)
        if folder == self._tree.root or not folder.startswith(self._tree.root.rstrip("/") + "/"):
            return None
        return self._tree.shown(f"{folder}/{_INIT}"), posixpath.splitext(posixpath.basename(inner))[0]

    def requirement(self, path: str, package: str) -> str | None:
        """What is asked for of the distribution that has the name of the package: others nobody can tell."""
        registry, _, name = package.partition(":")
        return self._requirements.requirement(path, name) if registry == "pypi" else None

    def members(self, path: str, reference: Reference) -> Iterator[str]:
        if reference.module == _GIVING:
            places = (f"{folder}/{_GIVING}.py" for folder in self._tree.above(self._tree.place(path)))
            yield from (known for place in places if (known := self._tree.file(place)) is not None)
            return
        target = self.module(path, reference.module)
        if target is not None:
            yield target
        for name in sorted(reference.names or ()):
            separator = "" if reference.module.endswith(".") else "."
            inner = self.module(path, f"{reference.module}{separator}{name}")
            if inner is not None and inner != target:
                yield inner

    def references(self, data: bytes) -> Iterator[Reference]:
        imports, asks = _statements(data)
        if asks:
            listed = b",".join(_PARAMETERS.findall(data))
            yield Reference(_GIVING, frozenset(_text(name) for name in _NAME.findall(listed)))
        for match in imports:
            if match["module"] is not None:
                listed = _COMMENT.sub(b"", match["names"]).strip(b"()")
                names = frozenset(_text(name) for name in _NAME.findall(listed))
                yield Reference(_text(match["module"]), None if "*" in names else names)
            else:
                for name in _NAME.findall(match["modules"]):
                    parts = _text(name).split(".")
                    for length in range(1, len(parts) + 1):
                        yield Reference(".".join(parts[:length]), None)

    def importing(self, paths: Iterable[str]) -> ImportingModules:
        """Looks for their names in import statements."""
        places = [self._tree.place(path) for path in paths]
        packages = [posixpath.dirname(place) for place in places if posixpath.basename(place) == _INIT]
        modules = [place for place in places if posixpath.basename(place) != _INIT]
        names = frozenset(posixpath.splitext(posixpath.basename(place))[0] for place in (*packages, *modules))
        return ImportingModules(names, self.references, is_package=bool(packages))

    def _find(self, place: str, name: str) -> str | None:
        module = name.lstrip(".")
        level = len(name) - len(module)
        parts = module.split(".") if module else []
        if level:
            folder = posixpath.dirname(place)
            for _ in range(level - 1):
                folder = posixpath.dirname(folder)
            return self._at(folder, parts)
        above = self._tree.above(place)
        inside = [folder for folder in above if self._tree.file(f"{folder}/{_INIT}") is not None]
        outside = [folder for folder in above if folder not in inside]
        if parts and not self._is_library(parts[0]):
            outside += [folder for folder in inside if f"{folder}/{parts[0]}" not in above]
        own = self._tree.shown(place)
        for folder in outside:
            for source in SOURCES:
                found = self._at(posixpath.join(folder, source) if source else folder, parts)
                if found is not None and (found != own or self._names_itself(place, parts)):
                    return found
        return None

    def _names_itself(self, place: str, parts: list[str]) -> bool:
        """Whether a name may stand for the file it is in: a package takes its members by its own name."""
        return posixpath.basename(place) == _INIT and not self._is_library(parts[0])

    def _is_library(self, package: str) -> bool:
        """Whether a package is one of those that are described: its distribution may write dashes."""
        return self._is_described(f"pypi:{package}") or self._is_described(f"pypi:{package.replace('_', '-')}")

    def _at(self, folder: str, parts: list[str]) -> str | None:
        place = "/".join([folder, *parts])
        for candidate in (f"{place}/{_INIT}", *(place + suffix for suffix in SUFFIXES if parts)):
            known = self._tree.file(candidate)
            if known is not None:
                return known
        return self._tree.shown(f"{place}/{_INIT}") if self._tree.is_folder(place) and parts else None


class ImportingModules:
    """Whether a file imports a module with one of these last names; or the package it is in, which has no name there.

    ``references`` finds what the bytes of a file import.
    """

    def __init__(
        self, names: frozenset[str], references: Callable[[bytes], Iterable[Reference]], *, is_package: bool
    ) -> None:
        self._names = names
        self._references = references
        self._is_package = is_package
        self._unnamed = _RELATIVE * is_package + _ASKING * (_GIVING in names)
        self._words = Prefilter(name.encode("utf-8", "surrogateescape") for name in names)
        self.key = b"import\n" + _RELATIVE[0] * is_package + self._words.key

    def prepare(self) -> None:
        self._words.prepare()

    @property
    def texts(self) -> tuple[bytes, ...]:
        return (*(name.encode("utf-8", "surrogateescape") for name in self._names), *self._unnamed)

    def passes(self, data: bytes) -> bool:
        may_mean = self._words.passes(data) or any(text in data for text in self._unnamed)
        return may_mean and next(self.references("", data), None) is not None

    def references(self, path: str, data: bytes) -> Iterator[Reference]:  # noqa: ARG002  (it depends on the path for scripts)
        return (reference for reference in self._references(data) if self._may_mean(reference))

    def _may_mean(self, reference: Reference) -> bool:
        last = reference.module.rpartition(".")[2]
        if not last:
            return self._is_package or not self._names.isdisjoint(reference.names or ())
        return last in self._names or not self._names.isdisjoint(reference.names or ())


def import_statements(data: bytes) -> bytes:
    """The statements of a text that name modules, and what its functions ask for where they are handed something: a
    text that refers to the same modules.
    """
    imports, asks = _statements(data)
    found = [match.group() for match in imports]
    if asks:
        found += [_ASKING[0], *(b"def _(%b)" % listed for listed in _PARAMETERS.findall(data))]
    return b"\n".join(found)


def _statements(data: bytes) -> tuple[Iterator[re.Match[bytes]], bool]:
    """The imports, each of which has the word in its first line; and whether functions may be handed something."""
    words = _find_words(data)
    places = [start for word, start, _ in words if not word]
    return _imports(data, places), len(places) < len(words)


def _imports(data: bytes, places: Iterable[int]) -> Iterator[re.Match[bytes]]:
    """The imports with the word at one of these places."""
    behind = 0
    for place in places:
        start = data.rfind(b"\n", 0, place) + 1
        match = _IMPORT.match(data, start) if start >= behind else None
        if match is not None:
            behind = match.end()
            yield match


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
