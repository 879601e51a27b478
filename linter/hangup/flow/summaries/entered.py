"""What the blocks of a function (``with``, ``using``) enter: something that others hold, or what was made right there.

What is made right there is told by the name of the call that makes it. What others hold may be a connection, unless
the whole program makes it by calls that are known to give a lock.
"""

from __future__ import annotations

from functools import cached_property

from hangup.flow.execution.machine import Machine
from hangup.flow.summaries.receivers import is_outside
from hangup.ir import operations as ops
from hangup.ir.program import Function


class Entered:
    """The blocks of the functions of one program."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._kinds = machine.tables.kinds
        known = machine.knowledge
        self._closing = known.named("closing") | known.named("stack")
        self._silent = known.named("lock") | known.named("benign")

    def reaches_others(self, function: Function) -> bool:
        """Whether a block may enter, or leave at its end, something that was not made for it."""
        return any(self._is_shared(function, operation.manager) for operation in self._kinds.of(function, ops.Enter))

    def reaches_own(self, function: Function) -> bool:
        """Whether a block may enter something of the program: what is made right there by something outside is not."""
        return any(self._may_be_own(function, operation.manager) for operation in self._kinds.of(function, ops.Enter))

    def short_lived(self, function: Function) -> frozenset[int]:
        """The operations, by their results, that name only a call whose result a block holds and nothing outlives."""
        calls = [self._made(function, operation.manager) for operation in self._kinds.of(function, ops.Enter)]
        callees = {call.callee for call in calls if isinstance(call, ops.Call)}
        names = self._machine.knowledge.names_of_blocks
        return frozenset([g.result for g in self._kinds.of(function, ops.GetAttr) if g.name in names]) & callees

    def _is_shared(self, function: Function, manager: int) -> bool:
        made = self._made(function, manager)
        match made:
            case ops.Call():
                name = self._called(function, made)
                return name is None or name in self._closing
            case ops.Load():
                makers = self._variables.get(self._machine.tables.declaration(made.cell))
            case ops.GetAttr():
                makers = self._members.get(made.name)
            case _:
                return True
        return not makers or not makers <= self._silent

    def _may_be_own(self, function: Function, manager: int) -> bool:
        made = self._made(function, manager)
        if self._is_shared(function, manager) or not isinstance(made, ops.Call):
            return self._is_shared(function, manager)
        callee = self._machine.definition(function, made.callee)
        if isinstance(callee, ops.Global) or is_outside(self._machine, function, made.callee, self._members):
            return False
        return not (isinstance(callee, ops.Load) and self._machine.tables.declaration(callee.cell) in self._generators)

    def _made(self, function: Function, value: int) -> ops.Operation | None:
        """The operation behind a value, and behind waiting for it."""
        found = self._machine.definition(function, value)
        return self._machine.definition(function, found.value) if isinstance(found, ops.Await) else found

    def _called(self, function: Function, call: ops.Call) -> str | None:
        """The name a call is made by, as its module spells it; None where it is computed."""
        match self._machine.definition(function, call.callee):
            case ops.GetAttr(name=name) | ops.Global(name=name):
                return name
            case ops.Load(cell=cell):
                taken = self._machine.tables.origin(cell)
                return self._machine.program.cells[cell].name if taken is None else taken.name
            case _:
                return None

    def _maker(self, function: Function, value: int) -> str | None:
        """The name of the call that gives a value; None for what comes from elsewhere, and for nothing (``""``)."""
        made = self._machine.definition(function, value)
        if isinstance(made, ops.Const) and made.value is None:
            return ""
        return self._called(function, made) if isinstance(made, ops.Call) else None

    @cached_property
    def _generators(self) -> frozenset[int]:
        """The variables that hold generators, which are run as far as the block and behind it, and enter nothing."""
        functions, found = self._machine.program.functions, set[int]()
        for function in functions:
            made = {m.result for m in self._kinds.of(function, ops.MakeFunction) if functions[m.function].is_generator}
            calls = self._kinds.of(function, ops.Call) if made else ()
            made |= {c.result for c in calls if c.kind == "decorator" and c.args[0].value in made}
            found |= {store.cell for store in self._kinds.of(function, ops.Store) if made and store.value in made}
        return frozenset(found)

    @cached_property
    def _variables(self) -> dict[int, set[str | None]]:
        """The names of the calls that give a variable what it holds."""
        found: dict[int, set[str | None]] = {}
        for function in self._machine.program.functions:
            for store in self._kinds.of(function, ops.Store):
                found.setdefault(store.cell, set()).add(self._maker(function, store.value))
        return {cell: makers - {""} for cell, makers in found.items()}

    @cached_property
    def _members(self) -> dict[str, set[str | None]]:
        """The names of the calls that give all members of a name what they hold."""
        found: dict[str, set[str | None]] = {}
        for function in self._machine.program.functions:
            for put in self._kinds.of(function, ops.SetAttr):
                found.setdefault(put.name, set()).add(self._maker(function, put.value))
        return {name: makers - {""} for name, makers in found.items()}
