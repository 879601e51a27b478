"""Linking files to one program: numbers and positions are moved, imports find their variables, nothing else changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangup.frontends import is_supported, lower
from hangup.ir.link import imports_of, link
from hangup.ir.operations import GetAttr, Import
from hangup.ir.program import MODULE, Program
from hangup.ir.relocate import Relocation, Shift
from hangup.ir.shape import spans
from hangup.ir.text import read, write
from hangup.ir.verify import verify
from hangup.model import SourceFile
from hangup.project.graph import resolvers
from hangup.project.modules import Resolver

PROJECTS = Path(__file__).parents[2] / "projects"
EVERY = sorted(path for language in PROJECTS.iterdir() if language.is_dir() for path in language.iterdir())


def _id(path: Path) -> str:
    return path.relative_to(PROJECTS).as_posix()


def programs_of(sources: dict[str, str]) -> list[Program]:
    return [lower(SourceFile(path, text.encode())) for path, text in sources.items()]


def linked_of(sources: dict[str, str]) -> Program:
    ((resolver, _),) = resolvers(".", list(sources))
    return link(programs_of(sources), resolver)


def imports_at(program: Program, path: str) -> dict[str, Import]:
    """The imports of top-level code of a file, by the name that is taken."""
    (module,) = (module for module in program.modules if module.path == path)
    blocks = program.functions[module.function].blocks
    return {o.name: o for block in blocks for o in block.operations if isinstance(o, Import)}


def variable_of(program: Program, taken: Import) -> tuple[str, str]:
    """The file and the name of the variable that an import stands for."""
    assert taken.cell is not None
    cell = program.cells[taken.cell]
    (module,) = (module for module in program.modules if module.function == cell.function)
    return module.path, cell.name


# ---------------------------------------------------------------- whole projects


def _linked_projects(path: Path) -> Iterator[tuple[list[Program], Program, Resolver]]:
    """The programs of each language of a project, and what they are linked to."""
    files = [file.relative_to(path).as_posix() for file in sorted(path.rglob("*")) if is_supported(file.name)]
    for resolver, listed in resolvers(".", files):
        given_programs = [lower(SourceFile(file, (path / file).read_bytes())) for file in listed]
        yield given_programs, link(given_programs, resolver), resolver


@pytest.mark.parametrize("path", EVERY, ids=_id)
def test_linked_projects_are_well_formed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path)
    for parts, whole, _ in _linked_projects(path):
        assert verify(whole, whole.modules[-1].end) == []
        assert read(write(whole)) == whole
        assert len(whole.functions) >= sum(len(part.functions) for part in parts)
        operations = [
            o for m in whole.modules for block in whole.functions[m.function].blocks for o in block.operations
        ]
        results = Counter(result for o in operations if (result := getattr(o, "result", None)) is not None)
        assert set(results.values()) <= {1}, "top-level code of all files shares one frame"


@pytest.mark.parametrize("path", EVERY[::4], ids=_id)
def test_linking_leaves_the_parts_as_they_were(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path)
    for parts, _, resolver in _linked_projects(path):
        before = [write(part) for part in parts]
        link(parts, resolver)
        assert [write(part) for part in parts] == before


class _Alone:
    """A resolver that knows no other file."""

    def module(self, path: str, name: str) -> str | None:
        return None

    def parent(self, path: str) -> tuple[str, str] | None:
        return None


@pytest.mark.parametrize("path", EVERY[::4], ids=_id)
def test_linking_one_file_alone_changes_nothing(path: Path) -> None:
    for file in sorted(path.rglob("*")):
        if is_supported(file.name):
            program = lower(SourceFile(file.name, file.read_bytes()))
            alone = link([program], _Alone())
            assert (alone.functions, alone.classes, alone.cells) == (program.functions, program.classes, program.cells)
            (module,) = alone.modules
            assert (module.function, module.path, module.start) == (MODULE, file.name, 0)
            assert list(module.exports) == program.exports


def test_positions_tell_the_file_they_lie_in() -> None:
    sources = {"a.js": "export const one = () => 1;\n", "b.js": "import { one } from './a';\none();\n"}
    whole = linked_of(sources)
    for module in whole.modules:
        inside = list(spans(whole.functions[module.function]))
        assert all(module.start <= span.start <= span.end <= module.end for span in inside)
        assert module.end - module.start == len(sources[module.path])
    first, second = whole.modules
    assert first.end < second.start


# ---------------------------------------------------------------- what imports stand for

CHAT = "export const open = () => 1;\nconst close = () => 2;\nexport { close as shut };\nexport default open;\n"


@pytest.mark.parametrize(
    ("source", "name", "expected"),
    [
        ("import { open } from './chat';", "open", "open"),
        ("import { shut as stop } from './chat';", "shut", "close"),
        ("const { open } = require('./chat');", "*", None),
        ("import * as chat from './chat';", "*", None),
        ("export { open as start } from './chat';", "open", "open"),
    ],
)
def test_imports_find_the_variable_of_the_other_file(source: str, name: str, expected: str | None) -> None:
    whole = linked_of({"app.js": source, "chat.js": CHAT})
    taken = imports_at(whole, "app.js")[name]
    if expected is None:
        (chat,) = (module for module in whole.modules if module.path == "chat.js")
        assert (taken.cell, taken.namespace) == (None, chat.function)
    else:
        assert variable_of(whole, taken) == ("chat.js", expected)


def test_a_default_export_is_found() -> None:
    whole = linked_of({"app.js": "import open from './chat';", "chat.js": "export default function open() {}"})
    assert variable_of(whole, imports_at(whole, "app.js")["default"])[0] == "chat.js"


def test_what_a_module_is_as_a_whole_is_found() -> None:
    whole = linked_of({"app.js": "const Chat = require('./chat');", "chat.js": "module.exports = class Chat {};"})
    assert variable_of(whole, imports_at(whole, "app.js")["*"])[0] == "chat.js"


def test_names_come_through_several_star_exports_and_their_circles() -> None:
    sources = {
        "app.js": "import { open } from './outer';",
        "outer.js": "export * from './inner';\nexport * from './outer';\n",
        "inner.js": "export * from './outer';\nexport * from './chat';\n",
        "chat.js": CHAT,
    }
    whole = linked_of(sources)
    assert variable_of(whole, imports_at(whole, "app.js")["open"]) == ("chat.js", "open")


def test_a_default_does_not_come_through_a_star_export() -> None:
    sources = {"app.js": "import it from './outer';", "outer.js": "export * from './chat';", "chat.js": CHAT}
    taken = imports_at(linked_of(sources), "app.js")["default"]
    assert taken.cell is None


def test_names_of_something_outside_stay_as_they_are() -> None:
    whole = linked_of(
        {"app.js": "import { StreamChat } from 'stream-chat';\nimport { gone } from './gone';", "b.js": ""}
    )
    taken = imports_at(whole, "app.js")
    assert [(o.cell, o.namespace) for o in taken.values()] == [(None, None)] * 2


def test_names_of_a_python_star_import_are_found_where_they_are_used() -> None:
    sources = {
        "main.py": "from lib import *\n\n\ndef run():\n    return dial() or missing()\n",
        "lib/__init__.py": "from .calls import *\n",
        "lib/calls.py": "def dial():\n    return 1\n",
    }
    whole = linked_of(sources)
    found = {o.name: o for o in imports_of(whole) if o.name in ("dial", "missing")}
    assert found.keys() == {"dial"}
    assert variable_of(whole, found["dial"]) == ("lib/calls.py", "dial")


def test_packages_without_code_are_there_for_those_below() -> None:
    whole = linked_of({"main.py": "import acme.voice.links\n", "acme/voice/links.py": "x = 1\n"})
    members = {module.path: {member.name for member in module.members} for module in whole.modules}
    assert members == {
        "main.py": set(),
        "acme/__init__.py": {"voice"},
        "acme/voice/__init__.py": {"links"},
        "acme/voice/links.py": set(),
    }


def test_a_module_of_a_package_is_an_attribute_of_it() -> None:
    whole = linked_of({"app/main.py": "from . import calls\n", "app/calls.py": "x = 1\n", "app/__init__.py": ""})
    taken = imports_at(whole, "app/main.py")["calls"]
    (calls,) = (module for module in whole.modules if module.path == "app/calls.py")
    assert taken.namespace == calls.function


def test_files_come_behind_those_they_import() -> None:
    sources = {
        "a.py": "import b\n",
        "b.py": "from c import x\n\n\ndef late():\n    import a\n",
        "c.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a\nx = 1\n",
    }
    assert [module.path for module in linked_of(sources).modules] == ["c.py", "b.py", "a.py"]


def test_of_files_that_import_each_other_the_first_given_runs_last() -> None:
    sources = {"a.js": "import './b';", "b.js": "import './a';"}
    turned = dict(reversed(sources.items()))
    assert [module.path for module in linked_of(sources).modules] == ["b.js", "a.js"]
    assert [module.path for module in linked_of(turned).modules] == ["a.js", "b.js"]


# ---------------------------------------------------------------- relocation

SHIFTS = st.builds(Shift, *[st.integers(0, 50)] * 5)


@given(SHIFTS, SHIFTS)
def test_moving_twice_is_moving_by_the_sum(first: Shift, second: Shift) -> None:
    (program,) = programs_of({"chat.js": CHAT + "class A { b() { return this.c; } }\nfor (const x of []) open(x);\n"})

    def moved(by: Shift, what: Program) -> Program:
        target = Program(what.path, what.language, what.lazy_async)
        Relocation(by).into(what, target)
        return target

    both = Shift(
        first.functions + second.functions, first.classes + second.classes, first.cells + second.cells,
        first.values, first.position + second.position,
    )  # fmt: skip
    # top-level code is known by its number 0, so that its values are moved once only
    once = moved(Shift(first.functions, first.classes, first.cells, first.values, first.position), program)
    again = moved(Shift(second.functions, second.classes, second.cells, 0, second.position), once)
    assert write(again) == write(moved(both, program))


def test_moving_by_nothing_changes_nothing() -> None:
    (program,) = programs_of({"chat.js": CHAT})
    target = Program(program.path, program.language, program.lazy_async)
    Relocation(Shift()).into(program, target)
    assert target.functions == program.functions
    assert target.cells == program.cells


def test_values_of_functions_are_their_own_and_stay() -> None:
    (program,) = programs_of({"chat.js": "export const f = (a) => a.b;"})
    target = Program(program.path, program.language, program.lazy_async)
    Relocation(Shift(values=100)).into(program, target)
    (inner,) = (f for f in target.functions if f.id != MODULE)
    results = [o.result for block in inner.blocks for o in block.operations if isinstance(o, GetAttr)]
    assert results
    assert max(results) < 100
