"""How many steps the lives of a program may take, and what becomes of one that takes more."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator

from hangup.flow.execution.machine import LimitExceeded, Machine
from hangup.ir.program import Function

LEFT_OVER = 3_000
"""Steps that each further life has once the budget of the file is used up."""

MOST_LEFT_OVER = 50_000
"""Steps that all of them have together: what comes later is said not to be analysed."""

LINKED_LIFE = 60_000
"""Steps of one life in a program of several files. Whoever needs more is looked at again in its own file alone."""


class Budget:
    """Shares out the steps of a machine. ``telling``: the files in which a finding can stand, by their top-level code.

    ``exceeded``: of each of these that a life ran in when it went over its budget, or had opened something in, one
    function.
    ``costly``: by such a file, the files that each life needed which took all the steps that one life may take.
    """

    def __init__(self, machine: Machine, telling: Container[int]) -> None:
        self._machine = machine
        self._telling = telling
        self._left_over = MOST_LEFT_OVER
        self.exceeded: list[Function] = []
        self.costly: dict[int, list[frozenset[int]]] = {}

    def guard(self, life: Callable[[], None]) -> None:
        """Run a life; where it goes over its budget, note the function it was in, and leave some for the others."""
        machine = self._machine
        before = machine.budget
        allowed = min(before, LINKED_LIFE) if len(machine.tables.modules) > 1 else before
        machine.budget = allowed
        known = len(machine.log.acquires)
        around, machine.passing = machine.passing, set(machine.passing)
        try:
            life()
            machine.budget += before - allowed
        except LimitExceeded as limit:
            given_up = list(self._one_of_each_file([*limit.running, *self._opening(known)]))
            self.exceeded += given_up
            if allowed == LINKED_LIFE:
                self._note_costly(given_up)
            machine.changing = machine.again = False
            more = min(LEFT_OVER, self._left_over)
            self._left_over -= more
            machine.budget = max(before - allowed, before // 4, more)
        finally:
            machine.passing = around

    def try_out(self, life: Callable[[], None], steps: int) -> None:
        """Run a life that can only add to what is known already: going over ``steps`` is no loss."""
        machine = self._machine
        before = machine.budget
        machine.budget = allowed = min(before, steps)
        try:
            life()
        except LimitExceeded:
            machine.changing = machine.again = False
        finally:
            machine.budget = before - (allowed - max(machine.budget, 0))

    def _note_costly(self, given_up: Iterable[Function]) -> None:
        """Note which files a life needed: those whose functions it ran, and whose variables may hold a resource that
        these read. A value from any other file that is not known makes no way fewer.
        """
        machine, tables = self._machine, self._machine.tables
        functions, cells = machine.program.functions, machine.program.cells
        read = {cell for number in machine.passing for cell in tables.kinds.loads(functions[number])}
        holding = {cells[tables.declaration(cell)].function for cell in read} & machine.relevant
        files = frozenset(tables.module_of(number).function for number in machine.passing | holding)
        for function in given_up:
            self.costly.setdefault(tables.module_of(function.id).function, []).append(files)

    def _opening(self, known: int) -> list[Function]:
        """The functions that opened something in a life that was given up: its ends are not known."""
        return [self._machine.program.functions[event.function] for event in self._machine.log.acquires[known:]]

    def _one_of_each_file(self, functions: Iterable[Function]) -> Iterator[Function]:
        """The first of these in each file that tells of connections: nothing is missing in the others."""
        seen: set[int] = set()
        for function in functions:
            file = self._machine.tables.module_of(function.id).function
            if file in self._telling and file not in seen:
                seen.add(file)
                yield function
