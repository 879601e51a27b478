"""Which components are roots of a page and nothing else: nothing unmounts them, so they live as long as the page.

Found without running anything: a call that mounts a page is given the component, and no other code names it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hangup.catalogue.schema import CallModel
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.ir.program import MODULE, Function, Module
from hangup.model import Span

INSTANCE = "instance"
"""The kind of the function that a component's file runs for each instance."""

_DEEP = 12
"""How many wrappers around a component are looked through."""

Place = tuple[int, ops.Value]
"""A function and a register of it: where a variable is read."""


def roots_of_pages(machine: Machine) -> frozenset[Span]:
    """The names of the components (and the calls that make one) that nothing but a page's root stands for."""
    return _Search(machine).search()


class _Search:
    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._program, self._tables = machine.program, machine.tables
        models = [model for f in machine.knowledge.frameworks for model in f.call if model.page]
        self._names = {name.rpartition(".")[2] for model in models for name in model.names}
        self._copies: dict[int, int] = {}
        """Exported variables by those they were given the value of."""
        self._spans: dict[int, Span] = {}
        """Where the component is named that a variable holds."""
        self._known: set[Place] = set()
        """Reads of a variable that are no use of what it holds: by a page, and for an export."""

    def search(self) -> frozenset[Span]:
        mounting = list(self._find_mounting()) if self._names else []
        if not mounting:
            return frozenset()
        for module in self._tables.modules:
            self._read_top_level(module)
        found = {op.span for _, op, _ in mounting}
        roots: set[int] = set()
        for function, op, model in mounting:
            roots |= self._mounted(function, op, model)
        used = set(self._find_uses(roots))
        return frozenset(found | {self._spans[cell] for cell in roots - used if cell in self._spans})

    # ------------------------------------------------------------ calls that mount

    def _find_mounting(self) -> Iterator[tuple[Function, ops.Call, CallModel]]:
        for function in self._program.functions:
            for operation in _operations(function):
                if isinstance(operation, ops.Call) and operation.kind != "decorator":
                    model = self._model(function, operation)
                    if model is not None and not self._is_test(function):
                        yield function, operation, model

    def _model(self, function: Function, op: ops.Call) -> CallModel | None:
        callee = self._machine.definition(function, op.callee)
        name = self._program.cells[callee.cell].name if isinstance(callee, ops.Load) else getattr(callee, "name", "")
        origin = self._tables.origin(callee.cell) if isinstance(callee, ops.Load) else None
        if name not in self._names and (origin is None or origin.name not in self._names):
            return None
        module, path = self._path(function, op.callee, 0)
        machine = self._machine
        match = machine.knowledge.role(
            module, path, decorator=False, imported=machine.imported(function), file=machine.path(function)
        )
        return match.model if match is not None and match.model.page else None

    def _path(self, function: Function, value: ops.Value, depth: int) -> tuple[str, tuple[str, ...]]:
        """The module and the path an expression stands for; ``()`` is the result of a call."""
        made = self._machine.definition(function, value)
        if depth > _DEEP:
            return "", ()
        match made:
            case ops.GetAttr():
                module, path = self._path(function, made.object, depth + 1)
                return module, (*path, made.name)
            case ops.Call():
                module, path = self._path(function, made.callee, depth + 1)
                return module, (*path, "()")
            case ops.Global():
                return "", (made.name,)
            case ops.Import():
                return made.module, () if made.name == "*" else (made.name,)
            case ops.Load():
                origin = self._tables.origin(made.cell)
                if origin is not None:
                    return origin.module, () if origin.name == "*" else (origin.name,)
                stored = self._stored(made.cell)
                return ("", ()) if stored is None else self._path(*stored, depth + 1)
            case _:
                return "", ()

    def _stored(self, cell: int) -> tuple[Function, ops.Value] | None:
        """What a variable that is set once is set to."""
        function = self._program.functions[self._program.cells[cell].function]
        stores = [o for o in _operations(function) if isinstance(o, ops.Store) and o.cell == cell]
        return (function, stores[0].value) if len(stores) == 1 else None

    # ------------------------------------------------------------ what is mounted

    def _mounted(self, function: Function, op: ops.Call, model: CallModel) -> set[int]:
        position = model.callback if isinstance(model.callback, int) else 0
        if position >= len(op.args):
            return set()
        value = op.args[position].value
        if model.member == "current":
            return set(self._shown(function, value, 0))
        made = self._machine.definition(function, value)
        entries = made.entries if isinstance(made, ops.MakeRecord) else ()
        roots = {cell for e in entries if e.name == model.member for cell in self._shown(function, e.value, 0)}
        for entry in entries:  # what stands beside it only says that it is there
            roots &= {*roots, *self._shown(function, entry.value, 0)}
        return roots

    def _shown(self, function: Function, value: ops.Value, depth: int) -> Iterator[int]:
        """The variables of the components that an expression shows, each once."""
        made = self._machine.definition(function, value)
        if depth > _DEEP:
            return
        inside: list[tuple[Function, ops.Value]] = []
        match made:
            case ops.Load():
                self._known.add((function.id, made.result))
                yield self._declared(made.cell)
                stored = self._stored(made.cell)
                if stored is not None and isinstance(self._machine.definition(*stored), ops.Element):
                    inside = [stored]
            case ops.Element():
                inside = [(function, each) for each in ((made.tag,) if made.tag is not None else ()) + made.children]
            case ops.Call():
                inside = [(function, argument.value) for argument in made.args]
            case ops.MakeRecord():
                inside = [(function, entry.value) for entry in made.entries]
            case ops.MakeSequence():
                inside = [(function, item.value) for item in made.items]
            case ops.MakeFunction():
                inner = self._program.functions[made.function]
                ends = [block.terminator for block in inner.blocks]
                inside = [(inner, e.value) for e in ends if isinstance(e, ops.Return) and e.value is not None]
            case _:
                pass
        for where, each in inside:
            yield from self._shown(where, each, depth + 1)

    # ------------------------------------------------------------ variables

    def _declared(self, cell: int) -> int:
        """The variable a component was declared as."""
        declared = self._tables.declaration(cell)
        return self._copies.get(declared, declared)

    def _read_top_level(self, module: Module) -> None:
        """What the variables of a file hold, as far as components go."""
        exported = {export.cell for export in module.exports}
        loaded: dict[ops.Value, ops.Load] = {}
        made: dict[ops.Value, Span] = {}
        for operation in _operations(self._program.functions[module.function]):
            match operation:
                case ops.Load():
                    loaded[operation.result] = operation
                case ops.MakeFunction():
                    made[operation.result] = self._program.functions[operation.function].name_span
                case ops.MakeClass():
                    made[operation.result] = self._program.classes[operation.class_id].name_span
                case ops.Call(args=[first, *_]):  # a wrapper, a decorator
                    made |= {operation.result: made[first.value]} if first.value in made else {}
                    loaded |= {operation.result: loaded[first.value]} if first.value in loaded else {}
                case ops.Store() if operation.value in made:
                    self._spans.setdefault(operation.cell, made[operation.value])
                case ops.Store() if operation.value in loaded and operation.cell in exported:
                    read = loaded[operation.value]
                    self._copies[operation.cell] = self._tables.declaration(read.cell)
                    self._known.add((module.function, read.result))
                case ops.Store() if operation.cell in exported:  # an object of methods
                    self._spans.setdefault(operation.cell, self._program.cells[operation.cell].span)
                case _:
                    pass

    def _find_uses(self, roots: set[int]) -> Iterator[int]:
        """The components among these that other code names, tests apart."""
        documents = {self._tables.module_of(f.id).function for f in self._program.functions if f.kind == INSTANCE}
        for function in self._program.functions:
            module = self._tables.module_of(function.id).function
            if self._is_test(function):
                continue
            for operation in _operations(function):
                if isinstance(operation, ops.Load) and (function.id, operation.result) not in self._known:
                    yield from roots & {self._declared(operation.cell)}
                elif isinstance(operation, ops.Import):
                    later = function.id != module  # a page that is loaded when it is asked for
                    if operation.cell is not None and (later or module in documents):  # markup names what it imports
                        yield from roots & {self._declared(operation.cell)}
                    elif operation.namespace is not None and later:
                        cells = self._program.cells
                        yield from (c for c in roots if cells[c].function == operation.namespace)

    def _is_test(self, function: Function) -> bool:
        """Whether a function stands in a file of tests."""
        machine = self._machine
        if function.id == MODULE and len(self._tables.modules) == 1:
            return False
        for framework in machine.knowledge.frameworks:
            if not any(model.runs == "test" for model in framework.call):
                continue
            names = {name for model in framework.call if model.runs == "test" for name in model.names}
            if names & self._tables.globals_of(function.id):
                return True
            if any(machine.knowledge.belongs(m, framework.packages) for m in machine.imported(function)):
                return True
        return False


def _operations(function: Function) -> Iterator[ops.Operation]:
    return (operation for block in function.blocks for operation in block.operations)
