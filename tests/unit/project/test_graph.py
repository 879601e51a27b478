"""Which files belong together: only what can reach a connection is read, whatever the order of files and imports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from hangup.flow.summaries.interface import GIVEN, OWN, Interface, Taken
from hangup.project.gates import Texts
from hangup.project.graph import Graph
from hangup.project.modules import Importing, Reference, Resolver


@dataclass(frozen=True)
class Line:
    """``uses`` of a file: an import of a name, and the export it is used in."""

    module: str
    name: str
    export: str


@dataclass(frozen=True)
class File:
    """A file of an invented language: what it opens by itself, what it takes, what it hands to what it takes."""

    opens: tuple[str, ...] = ()
    uses: tuple[Line, ...] = ()
    hands: tuple[tuple[str, str], ...] = ()
    hands_on: tuple[tuple[str, str], ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        return b"\n".join(f"import {line.module} {line.name}".encode() for line in self.uses)


class _Naming(Texts):
    """Which of the lines of a file name one of some files: any may."""

    def references(self, path: str, data: bytes) -> Iterator[Reference]:
        for line in data.decode().splitlines():
            _, module, name = line.split()
            yield Reference(module, None if name == "*" else frozenset({name}))


class Names(Resolver):
    """A module is called as its file."""

    def __init__(self, files: Iterable[str]) -> None:
        self._files = set(files)

    def module(self, path: str, name: str) -> str | None:
        return name if name in self._files else None

    @property
    def asked(self) -> Mapping[str, str]:
        return {}

    def parent(self, path: str) -> tuple[str, str] | None:
        return None

    def requirement(self, path: str, package: str) -> str | None:
        return None

    def members(self, path: str, reference: Reference) -> Iterable[str]:
        target = self.module(path, reference.module)
        return () if target is None else (target,)

    def references(self, data: bytes) -> Iterable[Reference]:
        return _Naming([]).references("", data)

    def importing(self, paths: Iterable[str]) -> Importing:
        return _Naming(path.encode() for path in paths)


class Project:
    """Files by name, and a count of what the graph asks for."""

    def __init__(self, files: dict[str, File]) -> None:
        self.files = files
        self.lowered: Counter[str] = Counter()

    def graph(self, order: Iterable[str] | None = None) -> Graph:
        listed = list(self.files if order is None else order)
        return Graph(listed, Names(listed), lambda path: self.files[path].data, self._offers)

    def units(self, *candidates: str, order: Iterable[str] | None = None) -> list[tuple[str, ...]]:
        return [unit.paths for unit in self.graph(order).units(candidates)]

    def _offers(self, path: str) -> Interface:
        self.lowered[path] += 1
        file = self.files[path]
        keys = sorted({(line.module, line.name) for line in file.uses} | {*file.hands, *file.hands_on})
        taken = [
            Taken(
                module,
                name,
                frozenset(line.export for line in file.uses if (line.module, line.name) == (module, name)),
                handed=frozenset([OWN] * ((module, name) in file.hands) + [GIVEN] * ((module, name) in file.hands_on)),
            )
            for module, name in keys
        ]
        return Interface(frozenset(file.opens), frozenset(file.shared), tuple(taken))


# ---------------------------------------------------------------- who is read


def test_a_file_alone_is_a_unit_alone() -> None:
    project = Project(
        {"chat": File(opens=("open",)), "dates": File(), "app": File(uses=(Line("dates", "format", "App"),))}
    )
    assert project.units("chat") == [("chat",)]
    assert project.lowered == {"chat": 1}


def test_importers_of_what_leads_to_a_connection_are_read_and_no_others() -> None:
    project = Project(
        {
            "chat": File(opens=("open",)),
            "hook": File(uses=(Line("chat", "open", "useChat"), Line("dates", "format", "useChat"))),
            "page": File(uses=(Line("hook", "useChat", "Page"),)),
            "keys": File(uses=(Line("chat", "API_KEY", "keys"),)),
            "dates": File(),
            "calendar": File(uses=(Line("dates", "format", "Calendar"),)),
        }
    )
    assert project.units("chat") == [("chat", "hook", "page")]
    assert project.lowered == {"chat": 1, "hook": 1, "page": 1}


def test_what_passes_all_names_on_passes_the_leading_ones_on() -> None:
    files = {
        "chat": File(opens=("open",)),
        "barrel": File(uses=(Line("chat", "*", "*"), Line("dates", "*", "*"))),
        "outer": File(uses=(Line("barrel", "*", "*"),)),
        "app": File(uses=(Line("outer", "open", "App"),)),
        "other": File(uses=(Line("outer", "format", "Other"),)),
        "dates": File(),
    }
    assert Project(files).units("chat") == [("app", "barrel", "chat", "outer")]


def test_helpers_are_read_that_a_client_is_handed_to_and_what_they_hand_it_on_to() -> None:
    files = {
        "app": File(opens=("App",), hands=(("retry", "retry"),), uses=(Line("log", "log", "App"),)),
        "retry": File(hands_on=(("delay", "after"),), uses=(Line("log", "log", "retry"),)),
        "delay": File(),
        "log": File(),
    }
    project = Project(files)
    assert project.units("app") == [("app", "delay", "retry")]
    assert "log" not in project.lowered


def test_files_that_meet_in_a_shared_value_are_one_unit() -> None:
    files = {
        "store": File(shared=("store",)),
        "login": File(opens=("login",), uses=(Line("store", "store", "login"),)),
        "logout": File(opens=("logout",), uses=(Line("store", "store", "logout"),)),
    }
    assert Project(files).units("login", "logout", "store") == [("login", "logout", "store")]
    assert Project(files).units("login", "logout") == [("login",), ("logout",)]


def test_what_becomes_leading_late_is_followed_too() -> None:
    """``y`` of the first file leads only once the importer of another file is known."""
    files = {
        "first": File(opens=("x",), uses=(Line("middle", "z", "y"),)),
        "second": File(opens=("open",)),
        "middle": File(uses=(Line("second", "open", "z"),)),
        "app": File(uses=(Line("first", "y", "App"),)),
    }
    assert Project(files).units("first", "second") == [("app", "first", "middle", "second")]


def test_imports_that_go_round_in_a_circle_end() -> None:
    files = {
        "a": File(opens=("open",), uses=(Line("b", "run", "again"), Line("a", "open", "self"))),
        "b": File(uses=(Line("a", "open", "run"), Line("c", "*", "*"))),
        "c": File(uses=(Line("b", "*", "*"),)),
        "d": File(uses=(Line("c", "run", "D"),)),
    }
    project = Project(files)
    assert project.units("a") == [("a", "b", "c", "d")]
    assert set(project.lowered.values()) == {1}


def test_a_circle_that_nothing_opens_in_leads_nowhere() -> None:
    files = {
        "a": File(opens=("open",), uses=(Line("b", "run", "again"),)),
        "b": File(uses=(Line("a", "again", "run"),)),
    }
    assert Project(files).units("a") == [("a",)]


# ---------------------------------------------------------------- any graph

NAMES = [f"f{number}" for number in range(6)]
EXPORTS = ["a", "b", "c"]
LINES = st.builds(Line, st.sampled_from(NAMES), st.sampled_from([*EXPORTS, "*"]), st.sampled_from(EXPORTS))
FILES = st.builds(
    File,
    st.lists(st.sampled_from(EXPORTS), max_size=1).map(tuple),
    st.lists(LINES, max_size=4).map(tuple),
)
PROJECTS = st.fixed_dictionaries(dict.fromkeys(NAMES, FILES))


def _leading(files: dict[str, File]) -> dict[str, set[str]]:
    """The exports that lead to a connection, by the definition: found by going over all files until nothing changes."""
    leading = {path: set(file.opens) for path, file in files.items()}
    while True:
        before = {path: set(names) for path, names in leading.items()}
        for path, file in files.items():
            for line in file.uses:
                known = leading[line.module] if line.module != path else set[str]()
                if line.name in known or (line.name == "*" and known):
                    leading[path].add(line.export)
        if leading == before:
            return leading


@given(PROJECTS, st.permutations(NAMES))
def test_units_are_those_of_the_definition_in_whatever_order(files: dict[str, File], order: list[str]) -> None:
    candidates = [path for path, file in files.items() if file.opens]
    project = Project(files)
    units = project.units(*candidates, order=order)
    leading = _leading(files)
    members = {
        path
        for path, file in files.items()
        if file.opens
        or any(
            line.module != path and (line.name in leading[line.module] or (line.name == "*" and leading[line.module]))
            for line in file.uses
        )
    }
    assert {path for unit in units for path in unit} == members
    assert set(project.lowered) == members
    assert set(project.lowered.values()) <= {1}
    assert units == Project(files).units(*reversed(candidates))


@given(PROJECTS)
def test_files_that_use_what_leads_are_in_one_unit_with_it(files: dict[str, File]) -> None:
    units = Project(files).units(*[path for path, file in files.items() if file.opens])
    home = {path: unit for unit in units for path in unit}
    leading = _leading(files)
    for path, file in files.items():
        for line in file.uses:
            if line.module != path and line.name in leading[line.module]:
                assert home[path] == home[line.module]
