"""What is known of the functions of a program before they are run: the order of blocks, definitions, loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import takewhile

from hangup.flow.domain.containing import CHANGING
from hangup.flow.domain.liveness import Edges, dead_cells, dropped_registers, successors, unshared_cells
from hangup.flow.execution.files import Files
from hangup.flow.execution.log import LoopInfo
from hangup.ir import operations as ops
from hangup.ir.program import Function, Program
from hangup.model import Span


class Tables(Files):
    """Tables about the functions of one program, each made when it is first asked for."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._inert: dict[int, tuple[bool, bool]] = {}
        self._begun: dict[int, frozenset[int]] = {}
        self._at_once: dict[int, frozenset[Span]] = {}
        self._decorators: dict[int, dict[int, list[ops.Value]]] = {}
        self._dropped: dict[int, dict[int, tuple[int, ...]]] = {}
        self._dead: dict[int, Edges] = {}
        self._order: dict[int, dict[int, int]] = {}
        self._definitions: dict[int, dict[int, ops.Operation]] = {}
        self._turns: dict[int, dict[int, frozenset[int]]] = {}
        self._made_in_loops: dict[int, frozenset[int]] = {}
        self._loops: dict[int, dict[int, tuple[LoopInfo, ...]]] = {}

    @cached_property
    def read_once(self) -> frozenset[int]:
        """The temporary cells that one operation of the program reads."""
        reads: Counter[int] = Counter()
        for function in self.program.functions:
            reads.update(operation.cell for operation in self.kinds.of(function, ops.Load))
        return frozenset(c.id for c in self.program.cells if c.kind == "temporary" and reads[c.id] == 1)

    def order(self, function: Function) -> dict[int, int]:
        """Reverse postorder numbers of a function's blocks."""
        known = self._order.get(function.id)
        if known is None:
            known = self._order[function.id] = _reverse_postorder(function)
        return known

    def definition(self, function: Function, value: ops.Value) -> ops.Operation | None:
        """The operation that sets a register."""
        table = self._definitions.get(function.id)
        if table is None:
            table = self._definitions[function.id] = {}
            for block in function.blocks:
                for operation in block.operations:
                    result: ops.Value | None = getattr(operation, "result", None)
                    if result is not None:
                        table[result] = operation
        return table.get(value)

    def decorators(self, parent: Function) -> dict[int, list[ops.Value]]:
        """What decorates each function that the code of another one makes, the nearest first."""
        known = self._decorators.get(parent.id)
        if known is None:
            known = self._decorators[parent.id] = {}
            made = {operation.result: operation.function for operation in self.kinds.of(parent, ops.MakeFunction)}
            for operation in self.kinds.of(parent, ops.Call) if made else ():
                if operation.kind == "decorator":
                    function = made.get(operation.args[0].value)
                    if function is not None:
                        made[operation.result] = function
                        known.setdefault(function, []).append(operation.callee)
        return known

    def begun(self, function: Function, spawning: Collection[str]) -> frozenset[int]:
        """The registers that are awaited, or given to a call of one of these names."""
        known = self._begun.get(function.id)
        if known is None:
            known = self._begun[function.id] = frozenset(self._find_begun(function, spawning))
        return known

    def _find_begun(self, function: Function, spawning: Collection[str]) -> Iterator[int]:
        yield from (operation.value for operation in self.kinds.of(function, ops.Await))
        for operation in self.kinds.of(function, ops.Call):
            callee = self.definition(function, operation.callee)
            if isinstance(callee, ops.GetAttr) and callee.name in spawning:
                yield from (argument.value for argument in operation.args)

    def is_behind_await(self, function: Function, call: ops.Call) -> bool:
        """Whether every way to a call waits for something first."""
        known = self._at_once.get(function.id)
        if known is None:
            known = self._at_once[function.id] = _called_at_once(function)
        return call.span not in known

    def dropped(self, function: Function) -> dict[int, tuple[int, ...]]:
        """The registers that nothing behind a block reads, by the block that sets them."""
        known = self._dropped.get(function.id)
        if known is None:
            known = self._dropped[function.id] = dropped_registers(function)
        return known

    def dead(self, function: Function) -> Edges:
        """The variables that die on the way from one block to the next, by both."""
        known = self._dead.get(function.id)
        if known is None:
            handed_in = {parameter.cell for parameter in function.parameters}  # these the caller holds as well
            own = self.own_cells.get(function.id, frozenset()) - handed_in
            known = self._dead[function.id] = dead_cells(function, own)
        return known

    @cached_property
    def own_cells(self) -> dict[int, frozenset[int]]:
        """By function: the variables it declares and no other one sees."""
        return unshared_cells(self.program)

    @cached_property
    def set_once(self) -> frozenset[int]:
        """The variables that one place of the program sets, or that are handed in and never set."""
        stored = Counter(o.cell for function in self.program.functions for o in self.kinds.of(function, ops.Store))
        return frozenset(cell.id for cell in self.program.cells if stored[cell.id] <= (cell.kind != "parameter"))

    def stored(self, cell: ops.CellId) -> list[tuple[Function, ops.Operation | None]]:
        """What a variable is set to, with the functions that set it; what stands for nothing is left out."""
        made = [(function, self.definition(function, value)) for function, value in self._stored.get(cell, ())]
        return [known for known in made if not (isinstance(known[1], ops.Const) and known[1].value is None)]

    def registers_of(self, cell: ops.CellId) -> list[tuple[Function, ops.Value]]:
        """The registers that a variable is set from, with the functions that set it."""
        return self._stored.get(cell, [])

    @cached_property
    def _stored(self) -> dict[int, list[tuple[Function, ops.Value]]]:
        found: dict[int, list[tuple[Function, ops.Value]]] = {}
        for function in self.program.functions:
            for operation in self.kinds.of(function, ops.Store):
                found.setdefault(operation.cell, []).append((function, operation.value))
        return found

    def is_given_one_value(self, name: str) -> bool:
        """Whether all that the program gives to fields of this name is one and the same literal, if anything."""
        return len(self._given.get(name, ())) < 2 and None not in self._given.get(name, ())

    @cached_property
    def _given(self) -> dict[str, set[object]]:
        """The literals that are given to fields, by name; None stands for anything else."""
        found: dict[str, set[object]] = {}
        for function in self.program.functions:
            for operation in self.kinds.of(function, ops.SetAttr):
                made = self.definition(function, operation.value)
                found.setdefault(operation.name, set()).add(made.value if isinstance(made, ops.Const) else None)
        return found

    @cached_property
    def declared(self) -> frozenset[str]:
        """The names of all variables of the program."""
        return frozenset(cell.name for cell in self.program.cells)

    def made_in_loops(self, function: Function) -> frozenset[int]:
        """The functions, by their registers, that the turns of loops make."""
        known = self._made_in_loops.get(function.id)
        if known is None:
            inside = {block for loop in function.loops for block in loop.blocks}
            operations = (o for block in function.blocks if block.id in inside for o in block.operations)
            made = frozenset(o.result for o in operations if isinstance(o, ops.MakeFunction))
            known = self._made_in_loops[function.id] = made
        return known

    def turns(self, function: Function) -> dict[int, frozenset[int]]:
        """The iterators of the loops that a block lies in, by block."""
        known = self._turns.get(function.id)
        if known is None:
            known = self._turns[function.id] = _turns(function)
        return known

    def is_inert(self, function: Function, *, result: bool) -> bool:
        """Whether the function changes nothing outside of itself and (where ``result`` matters) gives nothing back."""
        known = self._inert.get(function.id)
        if known is None:
            known = self._inert[function.id] = _changes_nothing(self.program, function), _gives_nothing(function)
        return known[0] and (known[1] or not result)

    def comes_back(self, function: Function) -> bool:
        """Whether some way through a function ends in a return."""
        return any(isinstance(function.blocks[block].terminator, ops.Return) for block in self.order(function))

    def loops_of(self, function: Function, block: int) -> tuple[LoopInfo, ...]:
        """The loops a block lies in."""
        table = self._loops.get(function.id)
        if table is None:
            table = self._loops[function.id] = {}
            for loop in function.loops:
                for member in loop.blocks:
                    table[member] = (*table.get(member, ()), LoopInfo(loop.kind, loop.span))
        return table.get(block, ())

    def loops_at(self, function: Function, value: ops.Value) -> tuple[LoopInfo, ...]:
        """The loops around the operation that sets a register."""
        setting = (b.id for b in function.blocks for o in b.operations if getattr(o, "result", None) == value)
        block = next(setting, None)
        return () if block is None else self.loops_of(function, block)


# ---------------------------------------------------------------- one function


def _reverse_postorder(function: Function) -> dict[int, int]:
    """Loops come whole: what stands behind one is numbered after all its blocks (Bourdoncle's weak order)."""
    depth = Counter(block for loop in function.loops for block in {loop.header, *loop.blocks})
    seen: set[int] = set()
    postorder: list[int] = []
    stack: list[tuple[int, Iterator[int]]] = []

    def visit(block: int) -> None:
        seen.add(block)
        stack.append((block, iter(sorted(successors(function.blocks[block]), key=depth.__getitem__))))

    visit(function.entry)
    while stack:
        block, following = stack[-1]
        for successor in following:
            if successor not in seen:
                visit(successor)
                break
        else:
            stack.pop()
            postorder.append(block)
    return {block: number for number, block in enumerate(reversed(postorder))}


def _called_at_once(function: Function) -> frozenset[Span]:
    """The calls that some way reaches without an ``await``."""
    found: set[Span] = set()
    seen, pending = {function.entry}, [function.entry]
    while pending:
        block = function.blocks[pending.pop()]
        before = list(takewhile(lambda operation: not isinstance(operation, ops.Await), block.operations))
        found |= {operation.span for operation in before if isinstance(operation, ops.Call)}
        waits = len(before) < len(block.operations)
        thrown = () if block.handler is None else (block.handler,)
        following = [after for after in (thrown if waits else successors(block)) if after not in seen]
        seen.update(following)
        pending += following
    return frozenset(found)


def _turns(function: Function) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = {block.id: frozenset() for block in function.blocks}
    for loop in function.loops:
        iterators = {op.iterator for op in function.blocks[loop.header].operations if isinstance(op, ops.HasNext)}
        for block in {loop.header, *loop.blocks}:
            found[block] |= iterators
    return found


def _changes_nothing(program: Program, function: Function) -> bool:
    for block in function.blocks:
        for operation in block.operations:
            match operation:
                case ops.SetAttr() | ops.SetItem() | ops.Delete() | ops.Yield() | ops.Enter():
                    return False
                case ops.GetAttr(name=name) if name in CHANGING:
                    return False
                case ops.Store(cell=cell) if program.cells[cell].function != function.id:
                    return False
                case ops.MakeFunction(function=inner) if not _changes_nothing(program, program.functions[inner]):
                    return False
                case _:
                    pass
    return True


def _gives_nothing(function: Function) -> bool:
    ends = [block.terminator for block in function.blocks]
    return all(not isinstance(end, ops.Return) or end.implicit or end.value is None for end in ends)
