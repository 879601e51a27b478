"""Whose member a lookup may be, as far as it can be told without running anything: ``self.close`` is a method of the
class it stands in, and ``json.loads`` is nothing of the program.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cached_property

from hangup.flow.execution.machine import Machine
from hangup.flow.summaries.bases import bases_of
from hangup.ir import operations as ops
from hangup.ir.program import GETTER, Function
from hangup.ir.shape import values_read

_ASKING = ops.Not | ops.Compare | ops.Opaque
"""What gives an answer about a value, or something made of it, and never the value itself."""

_FALLBACKS = frozenset({"__getattr__", "__getattribute__"})

Targets = dict[str, set[int]]
"""Functions by the name under which an object has them."""


def is_outside(machine: Machine, function: Function, value: int, written: Container[str]) -> bool:
    """Whether a value is an import of something outside, or a member of one that the program does not write itself."""
    made = machine.definition(function, value)
    while isinstance(made, ops.GetAttr) and made.name not in written:
        made = machine.definition(function, made.object)
    if isinstance(made, ops.Load) and machine.program.cells[made.cell].kind == "import":
        taken = machine.tables.taken.get(made.cell)
        return taken is not None and taken.cell is None and taken.namespace is None
    return isinstance(made, ops.Import) and made.cell is None and made.namespace is None


class Receivers:
    """The lookups of members in one program. ``named`` are all functions that an object may have under a name."""

    def __init__(self, machine: Machine, named: Targets, put: Targets) -> None:
        self._machine, self._program = machine, machine.program
        self._tables, self._kinds = machine.tables, machine.tables.kinds
        self._named, self._put = named, put

    def reached(self, function: Function) -> set[int]:
        """The functions that the lookups of a function may lead to."""
        found: set[int] = set()
        kinds = self._kinds
        lookups = [one for one in kinds.of(function, ops.GetAttr) if one.name in self._named]
        if not lookups:
            return found
        looked_into = set(self._only_looked_into(function, lookups))
        for lookup in lookups:
            found.update(self._targets(function, lookup, used=lookup.result not in looked_into))
        return found

    def _targets(self, function: Function, lookup: ops.GetAttr, *, used: bool) -> Iterable[int]:
        """Those of one lookup; ``used`` says that more is done with the result than to look up members of its own."""
        family = self._family(function, lookup.object)
        if family is None:
            if is_outside(self._machine, function, lookup.object, self._written) or self._is_plain(
                function, lookup.object
            ):
                return self._put.get(lookup.name, ())
            return self._named[lookup.name] if used else self._run_by_looking.get(lookup.name, ())
        methods = self._methods.get((family, lookup.name), set())
        if methods:
            return methods | self._put.get(lookup.name, set())
        if used or family in self._answering:
            return self._named[lookup.name]
        return ()

    def _only_looked_into(self, function: Function, lookups: Iterable[ops.GetAttr]) -> Iterator[int]:
        """The results that nobody calls: only members are looked up in them or set, or something is asked of them."""
        results = {lookup.result for lookup in lookups}
        for block in function.blocks:
            for operation in block.operations:
                if not isinstance(operation, ops.GetAttr | ops.SetAttr | _ASKING):
                    results.difference_update(values_read(operation))
                elif isinstance(operation, ops.SetAttr):
                    results.discard(operation.value)
            if not isinstance(block.terminator, ops.Branch):
                results.difference_update(values_read(block.terminator))
        yield from results

    # ------------------------------------------------------------ receivers

    def _family(self, function: Function, value: int) -> int | None:
        """The family of classes that an object is one of: that of a method's own receiver, or of a class itself."""
        made = self._machine.definition(function, value)
        if not isinstance(made, ops.Load):
            return None
        found = self._receivers.get(made.cell)
        if found is None and (named := self._tables.class_in.get(self._tables.declaration(made.cell))) is not None:
            found = self._families[named.id]
        return found

    def _is_plain(self, function: Function, value: int) -> bool:
        """Whether an object is a container: one that is spelled out, or a variable that holds nothing else."""
        made = self._machine.definition(function, value)
        if isinstance(made, ops.Load):
            return made.cell in self._containers
        return isinstance(made, ops.MakeRecord | ops.MakeSequence)

    @cached_property
    def _containers(self) -> frozenset[int]:
        """The variables that are declared to hold containers, or are only ever given some that are spelled out."""
        known = self._machine.knowledge.named("container")
        own = {made.name for made in self._program.classes}
        declared = {
            cell.id
            for cell in self._program.cells
            if cell.annotation
            and cell.annotation[0].rpartition(".")[2].lower() in known
            and own.isdisjoint(cell.annotation)
        }
        given: dict[int, bool] = {}
        for function in self._program.functions:
            for store in self._kinds.of(function, ops.Store):
                made = self._machine.definition(function, store.value)
                spelled = isinstance(made, ops.MakeRecord | ops.MakeSequence)
                given[store.cell] = given.get(store.cell, True) and spelled
        parameters = {each.cell for function in self._program.functions for each in function.parameters}
        return frozenset(declared | {cell for cell, plain in given.items() if plain and cell not in parameters})

    @cached_property
    def _written(self) -> frozenset[str]:
        """The names of the members that code of the program writes."""
        return frozenset(put.name for f in self._program.functions for put in self._kinds.of(f, ops.SetAttr))

    @cached_property
    def _receivers(self) -> dict[int, int]:
        """The families of the variables that hold methods' own receivers."""
        found: dict[int, int] = {}
        for function in self._program.functions:
            if function.class_id is None:
                continue
            if function.this is not None:
                found[function.this] = self._families[function.class_id]
            elif function.takes_receiver and function.parameters:
                found[function.parameters[0].cell] = self._families[function.class_id]
        written = {store.cell for function in self._program.functions for store in self._kinds.of(function, ops.Store)}
        return {cell: family for cell, family in found.items() if cell not in written}

    # ------------------------------------------------------------ classes

    @cached_property
    def _families(self) -> dict[int, int]:
        """The family of each class, by the first of its classes: a method of a mixin may be run on any of them."""
        found = {made.id: made.id for made in self._program.classes}

        def first(number: int) -> int:
            while found[number] != number:
                number = found[number]
            return number

        for derived, bases in bases_of(self._machine).items():
            for base in bases:
                one, other = sorted((first(derived), first(base)))
                found[other] = one
        return {number: first(number) for number in found}

    @cached_property
    def _methods(self) -> dict[tuple[int, str], set[int]]:
        """The methods of each family by name."""
        found: dict[tuple[int, str], set[int]] = {}
        for function in self._program.functions:
            if function.class_id is not None:
                found.setdefault((self._families[function.class_id], function.name), set()).add(function.id)
        return found

    @cached_property
    def _answering(self) -> frozenset[int]:
        """The families that answer for members they do not have."""
        return frozenset(family for family, name in self._methods if name in _FALLBACKS)

    @cached_property
    def _run_by_looking(self) -> Targets:
        """What is run by a lookup alone, as properties are: getters, and whatever has a decorator."""
        functions = self._program.functions
        decorated = {
            target for outer in functions for target in (self._tables.decorators(outer) if outer.blocks else ())
        }
        return {
            name: {t for t in targets if functions[t].kind == GETTER or t in decorated}
            for name, targets in self._named.items()
        }
