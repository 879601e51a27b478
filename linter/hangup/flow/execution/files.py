"""What is known of the files of a program before it is run: their imports, exports and variables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from hangup.ir import operations as ops
from hangup.ir.kinds import Kinds
from hangup.ir.program import MODULE, Class, Function, Module, Program


class Files:
    """Tables about the files of one program. A file is asked for by any function in it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.kinds = Kinds()
        whole = program.functions[MODULE].span
        self.modules = program.modules or [Module(MODULE, program.path, 0, whole.end, tuple(program.exports))]
        self.exported: dict[int, str] = _exported(program, self.modules)
        """The functions that are exported, with the name they are exported under."""
        self._module_of = _module_of(program, self.modules)

    def module_of(self, function: int) -> Module:
        """The file a function stands in."""
        return self._module_of[function]

    def module_at(self, position: int) -> Module:
        """The file a position lies in."""
        starts = [module.start for module in self.modules]
        return self.modules[max(bisect_right(starts, position) - 1, 0)]

    @cached_property
    def taken(self) -> dict[int, ops.Import]:
        """The imports by the variable that holds what was taken; of several, the first of something in the program."""
        found: dict[int, ops.Import] = {}
        for function in self.program.functions:
            results = {operation.result: operation for operation in self.kinds.of(function, ops.Import)}
            for operation in self.kinds.of(function, ops.Store) if results else ():
                if operation.value in results:
                    taken, known = results[operation.value], found.get(operation.cell)
                    if known is None or (_is_outside(known) and not _is_outside(taken)):
                        found[operation.cell] = taken
        return found

    @cached_property
    def passed_over(self) -> frozenset[ops.Import]:
        """Imports of something outside, where another one gives the same variable something in the program."""
        found: set[ops.Import] = set()
        for function in self.program.functions:
            results = {operation.result: operation for operation in self.kinds.of(function, ops.Import)}
            for operation in self.kinds.of(function, ops.Store) if results else ():
                if operation.value in results:
                    taken = results[operation.value]
                    if _is_outside(taken) and not _is_outside(self.taken[operation.cell]):
                        found.add(taken)
        return frozenset(found)

    def origin(self, cell: int) -> ops.Import | None:
        """The import behind a variable, through the files that pass it on."""
        known = self.taken.get(cell)
        seen: set[int] = set()
        while known is not None and known.cell is not None and known.cell not in seen:
            seen.add(known.cell)
            deeper = self.taken.get(known.cell)
            if deeper is None:
                break
            known = deeper
        return known

    @cached_property
    def exporter(self) -> dict[int, int]:
        """The variable that an imported name stands for, where the two are one."""
        if not self.program.live_imports:
            return {}
        found: dict[int, int] = {}
        for cell, taken in self.taken.items():
            if taken.cell is not None and self.program.cells[cell].kind == "import":
                declared = self.declaration(cell)
                found[cell] = taken.cell if declared == cell else declared
        return found

    def declaration(self, cell: int) -> int:
        """The variable that an imported name was taken from; others are their own."""
        last = self.origin(cell)
        return cell if last is None or last.cell is None else last.cell

    @cached_property
    def class_in(self) -> dict[int, Class]:
        """The class each variable was declared for."""
        found: dict[int, Class] = {}
        for function in self.program.functions:
            for block in function.blocks if self.kinds.of(function, ops.MakeClass) else ():
                made: dict[int, Class] = {}
                for operation in block.operations:
                    if isinstance(operation, ops.MakeClass):
                        made[operation.result] = self.program.classes[operation.class_id]
                    elif isinstance(operation, ops.Store) and operation.value in made:
                        found[operation.cell] = made[operation.value]
        return found

    @cached_property
    def _imports(self) -> dict[int, dict[str, tuple[str, str]]]:
        found: dict[int, dict[str, tuple[str, str]]] = {module.function: {} for module in self.modules}
        for cell in sorted(self.taken):
            known, origin = self.program.cells[cell], self.origin(cell)
            if origin is not None:
                names = found[self.module_of(known.function).function]
                names.setdefault(known.name, (origin.module, origin.name))
        return found

    def imports(self, function: int) -> dict[str, tuple[str, str]]:
        """The names the function's file imports: module and name (``*`` for the module itself)."""
        return self._imports[self.module_of(function).function]

    @cached_property
    def _imported(self) -> dict[int, frozenset[str]]:
        found = {number: {module for module, _ in names.values()} for number, names in self._imports.items()}
        for function in self.program.functions:  # what is taken apart at once (`require`) has no variable of its own
            modules = {operation.module for operation in self.kinds.of(function, ops.Import)}
            found[self.module_of(function.id).function] |= modules
        return {number: frozenset(modules) for number, modules in found.items()}

    @cached_property
    def _asked(self) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
        """The variables that code reads, those that files import, and the files that others import as a whole."""
        taken = [op for function in self.program.functions for op in self.kinds.of(function, ops.Import)]
        read = {op.cell for function in self.program.functions for op in self.kinds.of(function, ops.Load)}
        imported = {op.cell for op in taken if op.cell is not None}
        return frozenset(read), frozenset(imported), frozenset(op.namespace for op in taken if op.namespace is not None)

    def is_left_over(self, function: int) -> bool:
        """Whether nothing in the program takes an exported function, where files take what stands beside it.

        Nothing is known of that where not all files are looked at that belong together.
        """
        if self.program.is_part:
            return False
        name, module = self.exported.get(function), self.module_of(function)
        own = {export.cell for export in module.exports if export.name == name}
        beside = {export.cell for export in module.exports} - own
        read, imported, whole = self._asked
        return bool(own) and not own & (read | imported) and bool(beside & imported) and module.function not in whole

    @cached_property
    def all_modules(self) -> frozenset[str]:
        """The modules that any of the files imports."""
        return frozenset(module for names in self._imported.values() for module in names)

    @cached_property
    def globals(self) -> frozenset[str]:
        """The undeclared names that any of the files uses."""
        return frozenset(name for names in self._globals.values() for name in names)

    @cached_property
    def types(self) -> frozenset[str]:
        """The last names of the types that variables are declared to have, or that calls are given."""
        declared = {name for cell in self.program.cells for name in cell.annotation}
        for function in self.program.functions:
            declared.update(name for call in self.kinds.of(function, ops.Call) for name in call.types)
        return frozenset(name.rpartition(".")[2] for name in declared)

    def imported(self, function: int) -> frozenset[str]:
        """The modules the function's file imports."""
        return self._imported[self.module_of(function).function]

    @cached_property
    def _variables(self) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = {module.function: {} for module in self.modules}
        for cell in self.program.cells:
            if cell.function in found:
                found[cell.function].setdefault(cell.name, cell.id)
        return found

    def variable(self, module: Module, name: str) -> int | None:
        """The variable of a file's top level with this name."""
        return self._variables[module.function].get(name)

    def offered(self) -> Iterator[tuple[str, int]]:
        """The variables that are attributes of the files as modules, each under the name it has there."""
        for module in self.modules:
            yield from ((export.name, export.cell) for export in module.exports)
            if not self.program.live_imports:  # any variable is
                yield from self._variables[module.function].items()

    @cached_property
    def _globals(self) -> dict[int, frozenset[str]]:
        found: dict[int, set[str]] = {module.function: set() for module in self.modules}
        for function in self.program.functions:
            names = found[self.module_of(function.id).function]
            names.update(operation.name for operation in self.kinds.of(function, ops.Global))
        return {number: frozenset(names) for number, names in found.items()}

    def globals_of(self, function: int) -> frozenset[str]:
        """The undeclared names that the function's file uses."""
        return self._globals[self.module_of(function).function]


def _is_outside(taken: ops.Import) -> bool:
    return taken.cell is None and taken.namespace is None


def _module_of(program: Program, modules: list[Module]) -> dict[int, Module]:
    """The file of each function: functions inside others come behind them."""
    found = {module.function: module for module in modules}
    for function in program.functions:
        if function.parent is not None:
            found[function.id] = found[function.parent]
    return found


def _exported(program: Program, modules: list[Module]) -> dict[int, str]:
    found: dict[int, str] = {}
    for module in modules:
        cells = {export.cell: export.name for export in module.exports}
        for function, name in _exported_by(program.functions[module.function], cells):
            found.setdefault(function, name)
    return found


def _exported_by(module: Function, cells: dict[int, str]) -> Iterator[tuple[int, str]]:
    """The functions that a file's top-level code puts into exported variables."""
    made: dict[int, int] = {}
    copies: dict[int, int] = {}
    for block in module.blocks:
        for operation in block.operations:
            match operation:
                case ops.MakeFunction():
                    made[operation.result] = operation.function
                case ops.Call(args=[argument, *_]) if argument.value in made:
                    made[operation.result] = made[argument.value]
                case ops.Load() if operation.cell in copies:
                    made[operation.result] = copies[operation.cell]
                case ops.Store() if operation.value in made:
                    copies[operation.cell] = made[operation.value]
                    if operation.cell in cells:
                        yield made[operation.value], cells[operation.cell]
                case _:
                    pass
