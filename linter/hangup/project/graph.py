"""Which files of a project belong together: those between which a connection is opened, handed on or closed.

Most files name no connection and lead to none; they are searched as bytes and never parsed. From each candidate the
search goes on to the files that import what leads to a connection there (a wrapper, a hook, a store), until no new
one is found. What is left falls into units: files that have to be looked at as one program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from hangup.names import SUFFIXES, suffix_of
from hangup.project.modules import Importing, Reference, Resolver
from hangup.project.prefilter import Prefilter
from hangup.project.search import Closer
from hangup.records import dataclass

STAR = "*"
HERE = ""
DEFAULT = "default"
OWN, GIVEN = ("", "own"), ("", "given")
"""See :mod:`hangup.flow.summaries.interface`."""
NOTHING: frozenset[str] = frozenset()
FEW = 4
"""How many files may name the component that one of them mounts as a page: more use it for something else, too."""


class Taken(Protocol):
    """See :class:`hangup.flow.summaries.interface.Taken`."""

    @property
    def module(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def exports(self) -> frozenset[str]: ...
    @property
    def passed(self) -> frozenset[str]: ...
    @property
    def handed(self) -> frozenset[tuple[str, str]]: ...


class Interface(Protocol):
    """See :class:`hangup.flow.summaries.interface.Interface`."""

    @property
    def leading(self) -> frozenset[str]: ...
    @property
    def shared(self) -> frozenset[str]: ...
    @property
    def taken(self) -> Sequence[Taken]: ...
    @property
    def fed(self) -> frozenset[tuple[str, str]]: ...
    @property
    def owned(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are one program, in order of their paths, and what module names mean among them."""

    paths: tuple[str, ...]
    resolver: Resolver


class Graph:
    """The files of one language below one root, and how they lead to each other.

    ``read`` gives the bytes of a file, ``offers`` its interface, or None where it cannot be analysed. ``meeting`` are
    the names of calls that make places in which files meet, ``mounting`` those of calls that mount pages. ``passing``
    gives those of many files that pass a gate and a closer look, and ``prepare`` is told which files will be asked for
    what they offer.
    """

    def __init__(
        self,
        files: Sequence[str],
        resolver: Resolver,
        read: Callable[[str], bytes | None],
        offers: Callable[[str], Interface | None],
        meeting: Iterable[bytes] = (),
        passing: Callable[[Sequence[str], Importing, Closer], Iterable[str]] | None = None,
        prepare: Callable[[Sequence[str]], None] | None = None,
        mounting: Iterable[bytes] = (),
    ) -> None:
        self._files = files
        self._resolver = resolver
        self._read = read
        self._offers = offers
        self._passing = passing or self._read_passing
        self._prepare = prepare or _prepare_nothing
        self._interfaces: dict[str, Interface] = {}
        self._leading: dict[str, frozenset[str]] = {}
        self._importers: dict[str, set[str]] = {}
        """Members by the member they import from."""
        self._fed: dict[str, set[str]] = {}
        """The places of a file that some member puts something telling into."""
        self._meets = Prefilter(meeting)
        self._mounts = Prefilter(mounting)
        self._met: set[str] = set()
        self._unreadable: set[str] = set()
        self._helpers: dict[str, set[str]] = {}
        """The names of files that something leading to a connection is handed to."""
        self._ties: set[tuple[str, str]] = set()
        """Files with those they hand something to."""

    def units(
        self,
        candidates: Iterable[str],
        *,
        known: Mapping[str, bool] | None = None,
        hopeful: Iterable[str] = (),
    ) -> list[Unit]:
        """The units of the candidates. ``known`` tells candidates of other files: those below a candidate join it.

        So do those below the ``hopeful``, which are no candidates and may open what others have made.
        """
        fresh = sorted(set(candidates))
        if known is not None:
            fresh = sorted({*fresh, *self._below([*fresh, *hopeful], known)})
        asked: dict[str, frozenset[str]] = {}
        while fresh:
            self._prepare([path for path in fresh if path not in self._interfaces and path not in self._unreadable])
            for path in fresh:
                self._join(path)
            self._meet()
            self._settle()
            grown = [path for path, names in self._leading.items() if names != asked.get(path, NOTHING)]
            asked |= {path: self._leading[path] for path in grown}
            fresh = sorted(self._find_importers(grown) | self._find_helpers())
            if not fresh and known is not None:
                fresh, known = self._find_hosts(known), None
        self._join_pages()
        return self._parts()

    # ------------------------------------------------------------ members

    def _join(self, path: str) -> None:
        """Take a file in, with what it takes from the others."""
        if path in self._interfaces or path in self._unreadable:
            return
        offered = self._offers(path)
        if offered is None:
            self._unreadable.add(path)
            return
        self._interfaces[path] = offered
        self._leading[path] = NOTHING
        for taken in offered.taken:
            for target in self._targets(path, taken) if taken.module != HERE else ():
                self._importers.setdefault(target, set()).add(path)
        for module, name in offered.fed:
            place = path if module == HERE else self._resolver.module(path, module)
            if place is not None:
                self._fed.setdefault(place, set()).add(name)

    def _meet(self) -> None:
        """Take in the files whose places members put something into: whoever reads it there imports those."""
        for path in sorted(self._fed.keys() - self._interfaces.keys() - self._met):
            self._met.add(path)
            data = self._read(path)
            if data is not None and self._meets.passes(data):
                self._join(path)

    def _settle(self) -> None:
        """Find out which exports lead to a connection, to a fixpoint: they only ever become more."""
        pending = set(self._interfaces)
        while pending:
            path = pending.pop()
            found = self._find_leading(path)
            if found != self._leading[path]:
                self._leading[path] = found
                pending |= self._importers.get(path, set())

    def _find_leading(self, path: str) -> frozenset[str]:
        offered = self._interfaces[path]
        found = set(offered.leading)
        for taken in offered.taken:
            if not taken.exports:
                continue
            names = self._leads(path, taken)
            if names:
                found |= taken.exports - {STAR}
                if STAR in taken.exports:
                    found |= names - {DEFAULT}
        return frozenset(found)

    def _leads(self, path: str, taken: Taken) -> frozenset[str]:
        """The names through which an import leads to a connection, or the name of a place that is fed."""
        if taken.module == HERE:
            return frozenset({taken.name}) & self._fed.get(path, set())
        found: set[str] = set()
        for number, target in enumerate(self._targets(path, taken, own=True)):
            names = self._leading.get(target, NOTHING) if target != path else NOTHING
            if number or taken.name == STAR:
                found |= names
            elif taken.name in names or (taken.name == DEFAULT and DEFAULT not in names and names):
                found.add(taken.name)
        return frozenset(found)

    def _targets(self, path: str, taken: Taken, *, own: bool = False) -> list[str]:
        """The file of a module, and that of a member the name may stand for; with ``own`` also the file that asks."""
        names = None if taken.name == STAR else frozenset({taken.name})
        return [t for t in self._resolver.members(path, Reference(taken.module, names)) if own or t != path]

    # ------------------------------------------------------------ up and down

    def _find_importers(self, targets: Sequence[str]) -> set[str]:
        """Files that are no members yet and import something that leads to a connection."""
        if not targets:
            return set()
        importing, wanted = self._resolver.importing(targets), frozenset(targets)
        others = [path for path in self._files if path not in self._interfaces]
        return set(self._passing(others, importing, lambda path, data: self._takes(path, data, importing, wanted)))

    def _read_passing(self, paths: Sequence[str], gate: Importing, closer: Closer) -> Iterable[str]:
        texts = ((path, self._read(path)) for path in paths)
        return [path for path, data in texts if data is not None and gate.passes(data) and closer(path, data)]

    def _find_helpers(self) -> set[str]:
        """Files that are no members yet, and whose functions or classes are handed what leads to a connection."""
        pending = sorted(self._interfaces)
        while pending:
            path = pending.pop()
            for taken in self._interfaces[path].taken:
                wanted = self._hands(path, taken)
                for target in self._targets(path, taken) if wanted else ():
                    self._ties.add((path, target))
                    known = self._helpers.setdefault(target, set())
                    if not wanted <= known:
                        known |= wanted
                        pending += [target] if target in self._interfaces else []
        return {path for path in self._helpers if path not in self._interfaces and path not in self._unreadable}

    def _find_hosts(self, known: Mapping[str, bool]) -> list[str]:
        """The candidates that name a component of a member, and those they lead to: they may hand it a connection."""
        found = self._naming(self._owners(), [path for path in self._files if known.get(path)])
        return sorted({*found, *self._below(found, known)} - self._interfaces.keys())

    def _hands(self, path: str, taken: Taken) -> frozenset[str]:
        """The names under which an import is handed something, or passed on as such a helper."""
        if taken.module == HERE:
            return NOTHING
        asked = self._helpers.get(path, set())
        names = {taken.name} if asked & taken.passed else set[str]()
        if STAR in taken.exports:
            names |= asked
        if taken.handed and any(self._tells(path, source, is_helper=bool(asked)) for source in taken.handed):
            names.add(taken.name)
        return frozenset(names)

    def _tells(self, path: str, source: tuple[str, str], *, is_helper: bool) -> bool:
        """Whether something in a file leads to a connection."""
        if source in (OWN, GIVEN):
            return source == OWN or is_helper
        taken = (t for t in self._interfaces[path].taken if (t.module, t.name) == source)
        return any(self._leads(path, one) for one in taken)

    def _join_pages(self) -> None:
        """Take in the files that mount the components of members as pages, and those that name the same ones."""
        owners = self._owners()
        if not owners:
            return
        importing = self._resolver.importing(sorted(owners))
        users: dict[str, dict[str, bytes]] = {}
        for path in sorted({*self._interfaces, *self._naming(owners, self._files)}):
            data = self._read(path)
            for target in self._owners_named(path, data, importing, owners) if data is not None else ():
                users.setdefault(target, {})[path] = data or b""
        for target, found in sorted(users.items()):
            if len(found) <= FEW and any(self._mounts.passes(data) for data in found.values()):
                for path in sorted(found):
                    self._join(path)
                    self._ties.add((path, target))

    def _owners(self) -> dict[str, frozenset[str]]:
        """The members with components that lead to a connection, and the names of those."""
        return {path: offered.owned for path, offered in self._interfaces.items() if offered.owned}

    def _naming(self, owners: Mapping[str, frozenset[str]], files: Iterable[str]) -> set[str]:
        """Those of some files, no members, that name a component of these."""
        if not owners:
            return set()
        importing = self._resolver.importing(sorted(owners))
        others = [path for path in files if path not in self._interfaces]

        def names_one(path: str, data: bytes) -> bool:
            return bool(self._owners_named(path, data, importing, owners))

        return set(self._passing(others, importing, names_one))

    def _owners_named(
        self, path: str, data: bytes, importing: Importing, owners: Mapping[str, frozenset[str]]
    ) -> set[str]:
        """The files of which this one names a component."""
        found: set[str] = set()
        for reference in importing.references(path, data):
            for target in self._resolver.members(path, reference):
                names = owners.get(target, NOTHING) if target != path else NOTHING
                if names and (reference.names is None or {*names, DEFAULT} & reference.names):
                    found.add(target)
        return found

    def _takes(self, path: str, data: bytes, importing: Importing, wanted: frozenset[str]) -> bool:
        for reference in importing.references(path, data):
            for number, target in enumerate(self._resolver.members(path, reference)):
                if target in wanted:
                    names = self._leading[target]
                    if number or reference.names is None or names & reference.names or DEFAULT in reference.names:
                        return True
        return False

    def _below(self, candidates: Iterable[str], known: Mapping[str, bool]) -> Iterator[str]:
        """The candidates that these lead to, through whatever files."""
        pending, seen = list(candidates), set(candidates)
        while pending:
            path = pending.pop()
            data = self._read(path)
            for reference in self._resolver.references(data) if data is not None else ():
                for target in self._resolver.members(path, reference):
                    if target not in seen:
                        seen.add(target)
                        pending.append(target)
                        if known.get(target):
                            yield target

    # ------------------------------------------------------------ units

    def _parts(self) -> list[Unit]:
        """The members that belong together, each group in order of path."""
        groups: dict[str, str] = {path: path for path in self._interfaces}

        def find(path: str) -> str:
            while groups[path] != path:
                groups[path] = groups[groups[path]]
                path = groups[path]
            return path

        for path, offered in self._interfaces.items():
            for taken in offered.taken:
                for target in self._linked(path, taken):
                    groups[find(path)] = find(target)
        for path, target in self._ties:
            if target in groups and path in groups:
                groups[find(path)] = find(target)
        members: dict[str, list[str]] = {}
        for path in sorted(groups):
            members.setdefault(find(path), []).append(path)
        return [Unit(tuple(paths), self._resolver) for paths in sorted(members.values())]

    def _linked(self, path: str, taken: Taken) -> Iterator[str]:
        """The members that an import ties a file to."""
        if taken.module == HERE:
            return
        leads = bool(self._leads(path, taken))
        for target in self._targets(path, taken):
            if target in self._interfaces:
                shared = self._interfaces[target].shared
                if leads or taken.name in shared or (taken.name == STAR and shared):
                    yield target


def _prepare_nothing(paths: Sequence[str]) -> None:
    """Whatever is asked for is found out when its turn comes."""


def resolvers(
    root: str, files: Sequence[str], is_described: Callable[[str], bool] = lambda _: False
) -> Iterator[tuple[Resolver, list[str]]]:
    """The files of each language, with what finds modules among them.

    ``is_described`` tells the packages of which it is known what they do (``npm:stream-chat``).
    """
    by_language: dict[str, list[str]] = {}
    by_end: dict[str, list[str]] = {}
    for path in files:
        end = path[path.rfind(".") :]
        listed = by_end.get(end)
        if listed is None:
            front_end = SUFFIXES.get(suffix_of(path), "")
            listed = by_end[end] = by_language.setdefault(front_end.rpartition(".")[2], [])
        listed.append(path)
    for language, listed in sorted(by_language.items()):
        if language in ("ecmascript", "python"):
            yield _resolver(language, root, listed, is_described), listed


def _resolver(language: str, root: str, files: list[str], is_described: Callable[[str], bool]) -> Resolver:
    from hangup.project.modules.tree import Tree

    tree = Tree(files, root)
    if language == "python":
        from hangup.project.modules.python import PythonModules

        return PythonModules(tree, is_described)
    from hangup.project.modules.ecmascript import EcmascriptModules

    return EcmascriptModules(tree, is_described)
