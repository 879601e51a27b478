"""Which state of a component is only shown: to render again for its sake would tell nothing of connections.

What tells something is sliced backwards (Weiser: "Program slicing", 1984): from the calls, functions and elements that
may lead to a connection, over the values they are made of and the conditions they stand under. State that is not in
the slice makes the page look different, and that is all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from hangup.flow.domain.liveness import successors
from hangup.flow.domain.values import Setter
from hangup.flow.execution.machine import Machine
from hangup.flow.summaries.mentions import functions_held
from hangup.ir import operations as ops
from hangup.ir.program import Block, Function
from hangup.ir.shape import values_read

STATE_OF_ROOT = "state:root"
"""How the slots begin that hold the state of components by themselves, not below others."""

_CHANGING = (ops.Store, ops.SetAttr, ops.SetItem, ops.Delete, ops.Await, ops.Yield, ops.Enter, ops.Exit, ops.MakeClass)
"""What is kept by whatever it stands under: it does something, or may end the render."""


def is_only_shown(machine: Machine, setter: Setter) -> bool:
    """Whether the state of a component is only shown that is set here."""
    root, _, call = setter.slot.removeprefix(STATE_OF_ROOT).partition(":")
    if not (root.isdecimal() and call.isdecimal()) or setter.component.site != f"component:{root}":
        return False
    number = int(root)
    if number not in machine.shown:
        slice_ = _Slice(machine, machine.program.functions[number])
        slice_.follow()
        machine.shown[number] = slice_.left
    return int(call) in machine.shown[number]


class _Slice:
    """The slice of one component: ``telling`` are the calls whose state is in it."""

    def __init__(self, machine: Machine, function: Function) -> None:
        self._machine, self._function, self._wanted = machine, function, machine.tells
        self._held = functions_held(machine)
        self.values: dict[int, int] = {}
        """By the register that holds the value of a state: the call that asks for it."""
        self._setters: dict[int, int] = {}
        self.telling: set[int] = set()
        self._pairs()
        self._stores: dict[int, list[tuple[Block, int]]] = {}
        for block in function.blocks:
            for operation in block.operations:
                if isinstance(operation, ops.Store):
                    self._stores.setdefault(operation.cell, []).append((block, operation.value))
        self._set_by: dict[int, int] = {}
        """By the variable that holds what sets a state: the call that asks for it."""
        for cell, stores in self._stores.items():
            for _, value in stores:
                if value in self._setters:
                    self._set_by[cell] = self._setters[value]
        self._inner = {f.id for f in machine.program.functions if self._is_inside(f)}
        self._kept: set[int] = set()
        """The functions inside that tell something."""
        self._marked: set[int] = set()
        """The registers that hold, or are made of, what tells something."""
        self._holding: set[int] = set()
        """The variables that hold such a value."""
        self._pending: list[tuple[str, int]] = []
        self._taken: set[tuple[str, int]] = set()
        """The registers, the variables (cells) and the blocks of the slice."""

    # ------------------------------------------------------------ what there is

    def _pairs(self) -> None:
        """Find what is taken from each pair of a state and what sets it; a pair that is used in another way tells."""
        kinds, function = self._machine.tables.kinds, self._function
        calls = self._machine.state_calls.get(function.id, set())
        constants = {constant.result: constant.value for constant in kinds.of(function, ops.Const)}
        for block in function.blocks:
            for record in (*block.operations, block.terminator):
                if not isinstance(record, ops.GetItem) or record.object not in calls:
                    self.telling |= calls.intersection(values_read(record))
                elif constants.get(record.key) == 0:
                    self.values[record.result] = record.object
                else:
                    self._setters[record.result] = record.object

    def _is_inside(self, function: Function) -> bool:
        parent = function.parent
        while parent is not None and parent != self._function.id:
            parent = self._machine.program.functions[parent].parent
        return parent is not None

    @cached_property
    def _conditions(self) -> dict[int, list[Block]]:
        """The blocks whose ends decide whether a block is run (Ferrante, Ottenstein, Warren, TOPLAS 1987)."""
        blocks = self._function.blocks
        every = (1 << len(blocks)) - 1
        behind = {block.id: every if successors(block) else 1 << block.id for block in blocks}
        changed = True
        while changed:
            changed = False
            for block in reversed(blocks):
                following, common = successors(block), every
                for successor in following:
                    common &= behind[successor]
                now = (common if following else 0) | 1 << block.id
                if now != behind[block.id]:
                    behind[block.id], changed = now, True
        found: dict[int, list[Block]] = {}
        for block in blocks:
            following, either = successors(block), 0
            for successor in following if len(following) > 1 else ():
                either |= behind[successor]
            either &= ~(behind[block.id] & ~(1 << block.id))
            while either:
                lowest = either & -either
                found.setdefault(lowest.bit_length() - 1, []).append(block)
                either ^= lowest
        return found

    @property
    def left(self) -> frozenset[int]:
        """The calls that ask for state which is not in the slice."""
        return frozenset({*self.values.values(), *self._setters.values()} - self.telling)

    # ------------------------------------------------------------ the slice

    def follow(self) -> None:
        """Take in what tells something, until nothing more does: what sets a state that tells does so, too."""
        before = -1
        while before != (before := len(self.telling) + len(self._kept) + len(self._marked) + len(self._holding)):
            self._kept |= {number for number in self._inner if number not in self._kept and self._tells(number)}
            for number in self._kept:
                self._pending += [("cell", cell) for cell in self._loads_of(number)]
            for block in self._function.blocks:
                for operation in block.operations:
                    self._take(block, operation)
                if isinstance(block.terminator, ops.Raise):
                    self._pending.append(("block", block.id))
            self._spread()

    def _take(self, block: Block, operation: ops.Operation) -> None:
        """Take in an operation that tells something, or works on what does."""
        read = [p.value for p in operation.props] if isinstance(operation, ops.Element) else values_read(operation)
        if isinstance(operation, ops.Store):
            if not self._marked.isdisjoint(read):
                self._holding.add(operation.cell)
            if self._machine.program.cells[operation.cell].function == self._function.id:
                return
        if self._is_telling(operation) or not self._marked.isdisjoint(read):
            self._marked.add(getattr(operation, "result", -1))
            self._pending += [("block", block.id), *(("register", value) for value in values_read(operation))]

    def _spread(self) -> None:
        leading = {"cell": self._of_cell, "block": self._of_block, "register": self._of_register}
        while self._pending:
            each = kind, number = self._pending.pop()
            if each not in self._taken:
                self._taken.add(each)
                self._pending += leading[kind](number)

    def _of_cell(self, cell: int) -> Iterator[tuple[str, int]]:
        for block, value in self._stores.get(cell, ()):
            yield "block", block.id
            yield "register", value

    def _of_block(self, number: int) -> Iterator[tuple[str, int]]:
        for block in self._conditions.get(number, ()):
            yield "block", block.id
            yield from [("register", value) for value in values_read(block.terminator)]

    def _of_register(self, register: int) -> Iterator[tuple[str, int]]:
        if register in self.values:
            self.telling.add(self.values[register])
            return
        made = self._machine.definition(self._function, register)
        if isinstance(made, ops.Load):
            yield "cell", made.cell
        elif isinstance(made, ops.MakeFunction):
            yield from [("cell", cell) for cell in self._loads_of(made.function)]
        elif made is not None:
            yield from [("register", value) for value in values_read(made)]

    # ------------------------------------------------------------ what tells something

    def _is_telling(self, operation: ops.Operation) -> bool:
        match operation:
            case ops.MakeFunction(function=function):
                return function in self._kept
            case ops.Load(cell=cell):
                return self._holds_telling(cell)
            case ops.GetAttr(name=name) | ops.Global(name=name):
                return self._wanted(name)
            case ops.Element(tag=tag):
                return tag is not None and not self._is_plain(tag)
            case _:
                return isinstance(operation, _CHANGING)

    def _holds_telling(self, cell: int) -> bool:
        """Whether a variable holds a function that tells something, or is a name that does."""
        held = self._held.get(self._machine.tables.declaration(cell), ())
        if cell in self._holding or any(number in self._machine.relevant or number in self._kept for number in held):
            return True
        return not held and self._wanted(self._machine.program.cells[cell].name)

    def _is_plain(self, tag: int) -> bool:
        """Whether a tag stands for a component that leads to no connection, or for one from outside."""
        made = self._machine.definition(self._function, tag)
        if not isinstance(made, ops.Load):
            return False
        tables = self._machine.tables
        held = self._held.get(tables.declaration(made.cell), ())
        if held:
            return self._machine.relevant.isdisjoint(held)
        taken = tables.origin(made.cell)
        return taken is not None and taken.cell is None and taken.namespace is None and not self._wanted(taken.name)

    def _tells(self, number: int) -> bool:
        """Whether a function inside tells something: it leads to a connection, changes what others see, or sets a
        state that tells.
        """
        if number in self._machine.relevant:
            return True
        for each in self._reached(number):
            function, read = self._machine.program.functions[each], self._loads_of(each)
            sets = {self._set_by.get(cell) for cell in read}
            if each in self._machine.relevant or not sets.isdisjoint(self.telling):
                return True
            if any(self._changes(function, operation) for block in function.blocks for operation in block.operations):
                return True
        return False

    def _changes(self, function: Function, operation: ops.Operation) -> bool:
        match operation:
            case ops.SetAttr() | ops.SetItem() | ops.Delete() | ops.Enter():
                return True
            case ops.Store(cell=cell):
                return self._machine.program.cells[cell].function not in (function.id, *self._inner)
            case ops.Call(callee=callee):
                return self._is_of_hook(function, callee)
            case _:
                return False

    def _is_of_hook(self, function: Function, callee: int) -> bool:
        """Whether what is called was handed out by another function of the program: it may set what others show."""
        made = self._machine.definition(function, callee)
        if isinstance(made, ops.GetAttr):
            made = self._machine.definition(function, made.object)
        if not isinstance(made, ops.Load):
            return False
        return any(self._is_handed_out(value) for _, value in self._stores.get(made.cell, ()))

    def _is_handed_out(self, register: int) -> bool:
        made = self._machine.definition(self._function, register)
        while isinstance(made, ops.GetAttr | ops.GetItem):
            made = self._machine.definition(self._function, made.object)
        callee = self._machine.definition(self._function, made.callee) if isinstance(made, ops.Call) else None
        return isinstance(callee, ops.Load) and bool(self._held.get(self._machine.tables.declaration(callee.cell)))

    def _reached(self, number: int) -> set[int]:
        """The function, those that it makes, and those in variables that it reads."""
        found, pending = {number}, [number]
        while pending:
            function = self._machine.program.functions[pending.pop()]
            made = {operation.function for operation in self._machine.tables.kinds.of(function, ops.MakeFunction)}
            for cell in self._loads_of(function.id):
                made |= self._held.get(self._machine.tables.declaration(cell), set())
            pending += made - found
            found |= made
        return found

    def _loads_of(self, number: int) -> frozenset[int]:
        return self._machine.tables.kinds.loads(self._machine.program.functions[number])
