"""Modules as values: what their attributes hold, what giving one a value changes, and what is not there."""

from __future__ import annotations

import pytest

from hangup.catalogue.loader import load_builtin
from hangup.catalogue.matcher import Knowledge
from hangup.flow.domain.state import State
from hangup.flow.domain.values import Constant, Object, Symbol, Values, one
from hangup.flow.execution import namespaces
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.running import SEMANTICS
from hangup.frontends import lower
from hangup.ir.link import imports_of, link
from hangup.ir.program import Program
from hangup.model import SourceFile
from hangup.project.graph import resolvers

PYTHON = {
    "main.py": "import app.state\nfrom app import *\n",
    "app/__init__.py": "from .extra import *\n",
    "app/state.py": "client = None\n",
    "app/extra.py": "limit = 3\n",
}
SCRIPT = {
    "main.js": "import * as chat from './index';\nimport { open } from './index';\n",
    "index.js": "export * from './chat';\nexport * as nested from './chat';\n",
    "chat.js": "export let open = 1;\nexport default 2;\nlet hidden = 3;\n",
}


def machine_of(sources: dict[str, str]) -> Machine:
    ((resolver, _),) = resolvers(".", list(sources))
    program = link([lower(SourceFile(path, text.encode())) for path, text in sources.items()], resolver)
    known = load_builtin()
    return Machine(program, Knowledge(known.sdks, known.frameworks, program.language), SEMANTICS)


def module(machine: Machine, path: str) -> Object:
    """The value that stands for a file."""
    (function,) = (known.function for known in machine.program.modules if known.path == path)
    return Object(f"module:{function}", 0, namespaces.KIND)


def cell_of(program: Program, path: str, name: str) -> int:
    (function,) = (known.function for known in program.modules if known.path == path)
    return next(cell.id for cell in program.cells if cell.function == function and cell.name == name)


def held(machine: Machine, path: str, name: str, number: int) -> State:
    """A state in which a variable of a file holds a number."""
    state = State()
    state.environment[(0, cell_of(machine.program, path, name))] = _number(number)
    return state


def _number(number: int) -> Values:
    return one(Constant(number, "int"))


@pytest.mark.parametrize(
    ("sources", "path", "name", "through"),
    [
        (PYTHON, "app/state.py", "client", "app/state.py"),
        (SCRIPT, "chat.js", "open", "chat.js"),
        (SCRIPT, "chat.js", "open", "index.js"),
    ],
)
def test_an_attribute_is_the_variable(sources: dict[str, str], path: str, name: str, through: str) -> None:
    machine = machine_of(sources)
    state = held(machine, path, name, 7)
    assert namespaces.member(machine, state, module(machine, through), name) == _number(7)


@pytest.mark.parametrize(("sources", "path", "name"), [(PYTHON, "app/state.py", "client"), (SCRIPT, "chat.js", "open")])
def test_giving_an_attribute_a_value_changes_the_variable(sources: dict[str, str], path: str, name: str) -> None:
    machine = machine_of(sources)
    state = held(machine, path, name, 7)
    assert namespaces.assign(machine, state, module(machine, path), name, _number(8))
    assert state.environment.get((0, cell_of(machine.program, path, name))) == _number(8)


def test_a_module_of_a_package_is_its_attribute() -> None:
    machine = machine_of(PYTHON)
    assert namespaces.member(machine, State(), module(machine, "app/__init__.py"), "state") == one(
        module(machine, "app/state.py")
    )


@pytest.mark.parametrize("name", ["hidden", "default", "missing"])
def test_what_is_not_exported_is_not_known(name: str) -> None:
    machine = machine_of(SCRIPT)
    state = held(machine, "chat.js", "hidden", 7)
    (found,) = namespaces.member(machine, state, module(machine, "index.js"), name)
    assert isinstance(found, Symbol)
    assert found.root.startswith("unknown:")
    assert not namespaces.assign(machine, state, module(machine, "index.js"), name, _number(8))


def test_a_variable_that_is_not_set_yet_is_not_known() -> None:
    machine = machine_of(SCRIPT)
    (found,) = namespaces.member(machine, State(), module(machine, "chat.js"), "open")
    assert isinstance(found, Symbol)


def test_other_values_are_no_modules() -> None:
    machine = machine_of(SCRIPT)
    assert not namespaces.assign(machine, State(), Object("record:1", 0, "record"), "open", _number(1))


def test_an_import_gives_what_the_variable_holds_a_module_or_a_name_of_something_outside() -> None:
    machine = machine_of({**SCRIPT, "main.js": SCRIPT["main.js"] + "import { gone } from 'elsewhere';\n"})
    state = held(machine, "chat.js", "open", 7)
    main = next(known.function for known in machine.program.modules if known.path == "main.js")
    blocks = machine.program.functions[main].blocks
    taken = {o.name: o for o in imports_of(machine.program) if any(o in block.operations for block in blocks)}
    assert namespaces.take(machine, taken["open"], state) == _number(7)
    assert namespaces.take(machine, taken["*"], state) == one(module(machine, "index.js"))
    assert namespaces.take(machine, taken["gone"], state) == one(Symbol("import:elsewhere", ("gone",)))
