"""What a file offers to others and takes from them, as far as connections go: the summary that linking works with.

An export *leads* to a connection when using it may open, close or hand out one. It may do so by itself, or through
something that its file imports. A component, a page or a request handler is no such export: its framework calls it,
and it owns what it opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hangup.catalogue.matcher import Knowledge, ResourceRef
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.running import SEMANTICS
from hangup.flow.exploration import scopes
from hangup.flow.frameworks.given import renamed, wanted
from hangup.flow.summaries.handed import Handed
from hangup.flow.summaries.mentions import ENTERING, Marks, literals, mentions, spread
from hangup.ir import operations as ops
from hangup.ir.program import MODULE, STAR, Program
from hangup.ir.shape import values_read
from hangup.records import dataclass

HERE = ""
"""The module under which a file's own places are listed."""

OWN = ("", "own")
GIVEN = ("", "given")

_OWN: Marks = 1
"""The mark of what leads to a connection by itself. The marks of imports follow."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A name taken from another module (``*``: all of it), and the exports that use it (``*``: it is passed on).

    ``passed``: the exports that are what was taken. ``handed``: what code of the file hands to it, as other names it
    takes (module and name); :data:`OWN` for what leads to a connection by itself, :data:`GIVEN` for what the file's
    callers hand to it.
    """

    module: str
    name: str
    exports: frozenset[str]
    passed: frozenset[str] = frozenset()
    handed: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Interface:
    """``leading``: the exports that lead to a connection by themselves. ``shared``: exported results of calls, in which
    files may meet.

    A *place* is a value through which components hand others down (a context). ``taken`` lists the places of the file
    itself as well, with an empty module. ``fed``: the places, by module and name, that code which leads to a connection
    mentions: what it puts there leads to one, for whoever reads it. ``owned``: the exports that lead to a connection
    and that a framework calls (components): no file but the one that mounts a page can tell more of them.
    """

    leading: frozenset[str]
    shared: frozenset[str]
    taken: tuple[Taken, ...]
    fed: frozenset[tuple[str, str]] = frozenset()
    owned: frozenset[str] = frozenset()


def opening_words(resources: Iterable[ResourceRef]) -> frozenset[str]:
    """Names of calls that open or construct one of these."""
    created = {name for ref in resources for name in ref.created}
    helpers = {helper.call.rpartition(".")[2] for ref in resources for helper in ref.resource.helpers}
    if "default" in created:
        created.add("*")  # what `require` gives may be it
    entered = {ENTERING for ref in resources if ref.enters}
    return frozenset({*(name for ref in resources for name in ref.acquires), *created, *helpers, *entered})


def interface(program: Program, knowledge: Knowledge) -> Interface:
    """The interface of one file."""
    return _Survey(program, knowledge).interface()


class _Survey:
    def __init__(self, program: Program, knowledge: Knowledge) -> None:
        self._program = program
        self._machine = Machine(program, knowledge, SEMANTICS)
        tables = self._machine.tables
        self._kinds = tables.kinds
        knowledge = self._machine.knowledge = knowledge.for_file(tables.all_modules, tables.globals)
        self._is_taken = knowledge.is_taken
        self._words = opening_words(knowledge.resources) | frozenset(knowledge.release_names) | {ENTERING}
        taken = {
            (operation.module, operation.name)
            for function in program.functions
            for operation in self._kinds.of(function, ops.Import)
        }
        self._given = wanted(self._machine)
        taken |= {key for keys in self._given.values() for key in keys}
        self._texts = literals(self._kinds, program.functions[MODULE])
        self._places = self._find_places()
        """The variables of top-level code that hold a place."""
        own = {(HERE, program.cells[cell].name) for cell in self._places}
        self._bits = {key: 1 << number for number, key in enumerate(sorted(taken | own), 1)}

    def interface(self) -> Interface:
        telling = spread(self._machine, self._direct())
        cells, values = self._cells(telling)
        names: dict[str, Marks] = {}
        passed: list[Taken] = []
        for export in self._machine.tables.modules[0].exports:
            if export.name == STAR:
                origin = self._machine.tables.taken.get(export.cell)
                if origin is not None:
                    passed.append(Taken(origin.module, STAR, frozenset({STAR})))
            else:
                names[export.name] = names.get(export.name, 0) | cells.get(export.cell, 0)
        if not self._program.live_imports:  # any variable can be taken from the file, exported or not
            for cell in self._program.cells:
                if cell.function == MODULE and cell.id in cells:
                    names[cell.name] = names.get(cell.name, 0) | cells[cell.id]
        for name, function in renamed(self._machine):
            names[name] = names.get(name, 0) | names.get(function, 0)
        handed = self._handed(telling)
        given_out = self._passed()
        taken = [
            Taken(
                module,
                name,
                frozenset(export for export, marks in names.items() if marks & bit),
                frozenset(given_out.get((module, name), ())),
                handed.get(bit, frozenset()),
            )
            for (module, name), bit in self._bits.items()
        ]
        shared = {export.name for export in self._machine.tables.modules[0].exports if export.cell in values}
        shared.update(self._program.results_left_out)
        leading = frozenset(name for name, marks in names.items() if marks & _OWN)
        exported = self._machine.tables.exported
        owned = frozenset(name for fn, name in exported.items() if telling.get(fn) and self._is_owner(fn))
        return Interface(leading, frozenset(shared), (*taken, *passed), self._fed(telling), owned)

    def _find_places(self) -> frozenset[int]:
        makers = self._machine.knowledge.named("new-context")
        made: set[int] = set()
        called: dict[int, str] = {}
        found: set[int] = set()
        for operation in self._top_level():
            match operation:
                case ops.Load():
                    called[operation.result] = self._program.cells[operation.cell].name
                case ops.GetAttr() | ops.Global():
                    called[operation.result] = operation.name
                case ops.Call() if called.get(operation.callee) in makers:
                    made.add(operation.result)
                case ops.Store() if operation.value in made:
                    found.add(operation.cell)
                case _:
                    pass
        return frozenset(found)

    def _fed(self, telling: dict[int, Marks]) -> frozenset[tuple[str, str]]:
        """The places that telling functions mention, their own file's and imported ones."""
        found: set[tuple[str, str]] = set()
        for function in self._program.functions:
            if function.id == MODULE or not telling.get(function.id, 0) & _OWN:
                continue
            for cell in self._kinds.loads(function):
                origin = self._machine.tables.taken.get(cell)
                if origin is not None:
                    found.add((origin.module, origin.name))
                elif cell in self._places:
                    found.add((HERE, self._program.cells[cell].name))
        return frozenset(found)

    def _handed(self, telling: dict[int, Marks]) -> dict[Marks, frozenset[tuple[str, str]]]:
        """What is handed to each import, by its mark."""
        given = 1 << (len(self._bits) + 1)
        named = {OWN: _OWN, GIVEN: given, **self._bits}
        search = Handed(self._program, telling, self._bits, self._words.__contains__, _OWN, given)
        return {
            imported: frozenset(name for name, bit in named.items() if marks & bit)
            for imported, marks in search.search().items()
        }

    def _passed(self) -> dict[tuple[str, str], set[str]]:
        """The exports that are an import as it is."""
        tables = self._machine.tables
        found: dict[tuple[str, str], set[str]] = {}
        for name, cell in tables.offered():
            origin = tables.taken.get(cell)
            if origin is not None:
                found.setdefault((origin.module, origin.name), set()).add(name)
        return found

    def _direct(self) -> dict[int, Marks]:
        """What each function mentions itself."""
        found = mentions(self._machine, self._words.__contains__)
        for function in self._program.functions:
            marks = found.get(function.id, 0)
            for cell in self._kinds.loads(function):
                origin = self._machine.tables.taken.get(cell)
                if origin is not None:
                    marks |= self._bits[origin.module, origin.name]
                elif cell in self._places:
                    marks |= self._bits[HERE, self._program.cells[cell].name]
            for key in self._given.get(function.id, ()):
                marks |= self._bits[key]
            for operation in self._kinds.of(function, ops.Import) if function.id != MODULE else ():
                marks |= self._bits[operation.module, operation.name]
            if marks:
                found[function.id] = marks
        return found

    def _cells(self, telling: dict[int, Marks]) -> tuple[dict[int, Marks], set[int]]:
        """The marks of what variables of top-level code hold, and the variables that hold the result of a call."""
        cells: dict[int, Marks] = {}
        values: set[int] = set()
        while True:
            registers: dict[int, Marks] = {}
            made: set[int] = set()
            before = dict(cells)
            for operation in self._top_level():
                if isinstance(operation, ops.Store):
                    cells[operation.cell] = cells.get(operation.cell, 0) | registers.get(operation.value, 0)
                    if operation.cell in self._places:
                        cells[operation.cell] |= self._bits[HERE, self._program.cells[operation.cell].name]
                    if operation.value in made:
                        values.add(operation.cell)
                    continue
                result = getattr(operation, "result", None)
                if result is not None:
                    marks = self._marks(operation, telling, cells, registers)
                    if marks:
                        registers[result] = marks
                    if isinstance(operation, ops.Call):
                        made.add(result)
            if cells == before:
                return cells, values

    def _marks(
        self, operation: ops.Operation, telling: dict[int, Marks], cells: dict[int, Marks], registers: dict[int, Marks]
    ) -> Marks:
        own = _OWN if getattr(operation, "name", "") in self._words else 0
        if isinstance(operation, ops.GetAttr) and operation.object in self._texts:
            own = 0
        if isinstance(operation, ops.Import) and not self._is_taken(operation.module, operation.name):
            own = 0
        match operation:
            case ops.Import():
                return own | self._bits[operation.module, operation.name]
            case ops.Load():
                return cells.get(operation.cell, 0)
            case ops.MakeFunction():
                marks = telling.get(operation.function, 0)
                return 0 if marks and self._is_owner(operation.function) else marks
            case ops.MakeClass():
                names = [entry.name for entry in operation.members if entry.name]
                if self._machine.knowledge.pair_halves(names) or self._machine.knowledge.registry(names):
                    own |= _OWN  # whoever makes one of these has a registry, and no client
                for function in self._program.functions:
                    own |= telling.get(function.id, 0) if function.class_id == operation.class_id else 0
            case ops.Element():
                return 0
            case _:
                pass
        for number in values_read(operation) if registers else ():
            own |= registers.get(number, 0)
        return own

    def _is_owner(self, function: int) -> bool:
        """Whether a framework calls the function, so that no other file does."""
        scope = scopes.module_scope(self._machine, self._machine.tables.module_of(function))
        found = scopes.function_scope(self._machine, self._program.functions[function], scope)
        return found is not None and found[0].role != "hook"

    def _top_level(self) -> Iterator[ops.Operation]:
        return (operation for block in self._program.functions[MODULE].blocks for operation in block.operations)
