"""Which functions mention something, or lead to what does: those are worth running.

A function leads to what it calls. Callees that stand in variables (imported ones too) are followed; a callee that is
reached through an object (a method, a member of a store) is followed by its name, which may be one too many and costs
time only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from hangup.flow.domain.protocols import CLOSE, ENTER, EXIT
from hangup.flow.execution.machine import Machine
from hangup.flow.summaries.bases import constructors_of
from hangup.flow.summaries.entered import Entered
from hangup.flow.summaries.receivers import Receivers, Targets
from hangup.ir import operations as ops
from hangup.ir.kinds import Kinds
from hangup.ir.program import SETTER, Cell, Function, setter_name

Marks = int
"""A set of things that are mentioned, one bit for each."""

ENTERING = "(with)"
"""Stands among the names that a function mentions for a block that enters what others hold (``with``, ``using``)."""

_MEETING = ("new-context", "provide", "new-store")
"""The roles of calls that make places in which files meet, or put something into one."""


def mentioning(machine: Machine, wanted: Callable[[str], bool]) -> frozenset[int]:
    """The functions in which a name is mentioned, by themselves, by a function inside or by one they lead to."""
    return frozenset(spread(machine, mentions(machine, wanted)))


def leading_to(machine: Machine, path: str) -> frozenset[int] | None:
    """The functions of a file, those that read it or one of its variables, and all that lead to them.

    None where a framework has places in which files meet without naming each other: then any function may.
    """
    program, tables = machine.program, machine.tables
    if any(model.role in _MEETING for framework in machine.knowledge.frameworks for model in framework.call):
        return None
    own = {function.id for function in program.functions if tables.module_of(function.id).path == path}
    cells = {cell.id for cell in program.cells if cell.function in own}
    cells |= {cell for cell, taken in tables.taken.items() if taken.namespace in own}
    reading = {f.id for f in program.functions if not cells.isdisjoint(map(tables.declaration, tables.kinds.loads(f)))}
    return frozenset(spread(machine, dict.fromkeys(own | reading, 1)))


def mentions(machine: Machine, wanted: Callable[[str], bool]) -> dict[int, Marks]:
    """The functions that mention a name themselves (:data:`ENTERING` for a block), each with the mark 1."""
    return {number: 1 for number, names in _spoken(machine) if any(map(wanted, names))}


def _spoken(machine: Machine) -> list[tuple[int, frozenset[str]]]:
    if machine.spoken is None:
        entered = Entered(machine)
        machine.spoken = [(f.id, _names_in(machine, f, entered)) for f in machine.program.functions]
    return machine.spoken


def _names_in(machine: Machine, function: Function, entered: Entered) -> frozenset[str]:
    """The names that a function's own code looks up, also those that its imports have in their modules."""
    imports, held, kinds = machine.imports(function), functions_held(machine), machine.tables.kinds
    is_taken, found = machine.knowledge.is_taken, set[str]()
    texts, brief = literals(kinds, function), entered.short_lived(function)
    brief |= _of_others(machine, function, texts)
    for number in {load.cell for load in kinds.of(function, ops.Load) if load.result not in brief}:
        cell = machine.program.cells[number]
        if machine.tables.declaration(number) not in held and not _is_own(cell, function):
            module, name = imports.get(cell.name, ("", cell.name)) if cell.kind == "import" else ("", cell.name)
            found.update([each for each in (name, cell.name) if not module or is_taken(module, each)])
    members = kinds.of(function, ops.GetAttr)
    found |= {member.name for member in members if member.object not in texts and member.result not in brief}
    found.update(operation.name for operation in kinds.of(function, ops.Global))
    found.update([each.name for each in kinds.of(function, ops.Import) if is_taken(each.module, each.name)])
    if entered.reaches_others(function):
        found.add(ENTERING)
    return frozenset(found)


def _of_others(machine: Machine, function: Function, texts: Collection[int]) -> frozenset[int]:
    """What is called with more or less than what opens is given (``words.join(", ")``)."""
    knowledge, kinds = machine.knowledge, machine.tables.kinds
    given = {call.callee: call.args for call in kinds.of(function, ops.Call)}
    named = {m.result: m.name for m in kinds.of(function, ops.GetAttr) if m.result in given}
    named |= {
        load.result: machine.program.cells[load.cell].name
        for load in kinds.of(function, ops.Load)
        if load.result in given
    }
    found: set[int] = set()
    for result, name in named.items():
        args = given[result]
        if name in knowledge.names_given_options and (len(args) > 1 or any(one.value in texts for one in args)):
            found.add(result)
        least = knowledge.least_arguments.get(name, 0)
        if len(args) < least and not any(one.spread for one in args):
            found.add(result)
    return frozenset(found)


def _is_own(cell: Cell, function: Function) -> bool:
    """Whether a function has given a variable of its own what it reads there: it has looked that up as well."""
    return cell.function == function.id and function.parent is not None and cell.kind in ("local", "const", "temporary")


def unreached(machine: Machine, wanted: Callable[[str], bool]) -> frozenset[int]:
    """The functions that lead to a name that stands in a block which no run has come to."""
    own = [(number, names) for number, names in _spoken(machine) if any(map(wanted, names))]
    functions = machine.program.functions
    left = {n: 1 for n, names in own if _is_left(machine, functions[n], frozenset(filter(wanted, names)))}
    return frozenset(spread(machine, left))


def _is_left(machine: Machine, function: Function, names: frozenset[str]) -> bool:
    imports, cells = machine.imports(function), machine.program.cells
    for block in function.blocks:
        if (function.id, block.id) in machine.log.passed_through:
            continue
        for operation in block.operations:
            if isinstance(operation, ops.GetAttr) and operation.name in names:
                return True
            if isinstance(operation, ops.Load):
                name = cells[operation.cell].name
                if name in names or imports.get(name, ("", ""))[1] in names:
                    return True
    return False


def spread(machine: Machine, marks: Mapping[int, Marks]) -> dict[int, Marks]:
    """The marks of functions, handed on to all that lead to them."""
    found = dict(marks)
    referrers = _referrers(machine)
    pending = list(found)
    while pending:
        function = pending.pop()
        for referrer in referrers.get(function, ()):
            before = found.get(referrer, 0)
            if before | found[function] != before:
                found[referrer] = before | found[function]
                pending.append(referrer)
    return found


def called_by_others(machine: Machine, among: Collection[int]) -> frozenset[int]:
    """Those of some functions that another one of them names, by a variable and not by a member of this name, and
    those that are made inside of one: it runs them, if anybody does.
    """
    held, tables = functions_held(machine), machine.tables
    found: set[int] = set()
    for function in [f for f in machine.program.functions if f.id in among and f.parent is not None]:
        named = {target for cell in tables.kinds.loads(function) for target in held.get(tables.declaration(cell), ())}
        found |= named - {function.id}
    for function in machine.program.functions:  # the outer ones come first
        if function.parent in found:
            found.add(function.id)
    return frozenset(found)


def _referrers(machine: Machine) -> dict[int, set[int]]:
    if machine.referrers is None:
        machine.referrers = _find_referrers(machine)
    return machine.referrers


def _find_referrers(machine: Machine) -> dict[int, set[int]]:
    """The functions that lead to each: those around it, those that read its variable or look up its name."""
    program, tables, kinds = machine.program, machine.tables, machine.tables.kinds
    held = functions_held(machine)
    named, put = _named(machine, held)
    receivers, entered = Receivers(machine, named, put), Entered(machine)
    sharing = {number for number, names in _spoken(machine) if ENTERING in names}
    blocks = {number for name in (*ENTER, *EXIT) for number in named.get(name, ())}
    closers = {number for name in CLOSE for number in named.get(name, ())}
    found: dict[int, set[int]] = {}
    constructors = constructors_of(machine)
    for function in program.functions:
        leads = {target for cell in kinds.loads(function) for target in held.get(tables.declaration(cell), ())}
        if function.class_id is not None and function.name == program.constructor:
            leads |= constructors[function.class_id] - {function.id}
        leads.update([operation.function for operation in kinds.of(function, ops.MakeFunction)])
        leads |= receivers.reached(function)
        for name in {operation.name for operation in kinds.of(function, ops.SetAttr)}:
            reached = named.get(name, set()) | named.get(setter_name(name), set())
            leads |= {target for target in reached if program.functions[target].kind == SETTER}
        if kinds.of(function, ops.Enter) and entered.reaches_own(function):
            leads |= blocks | closers if function.id in sharing else blocks
        for operation in kinds.of(function, ops.Import):
            if operation.cell is not None:
                leads |= held.get(tables.declaration(operation.cell), set())
        for target in leads:
            found.setdefault(target, set()).add(function.id)
    return found


def functions_held(machine: Machine) -> dict[int, set[int]]:
    if machine.held is None:
        machine.held = _find_held(machine)
    return machine.held


def _find_held(machine: Machine) -> dict[int, set[int]]:
    """The functions behind each variable: the one it holds, or those that making an instance of its class runs."""
    program, kinds = machine.program, machine.tables.kinds
    found: dict[int, set[int]] = {}
    constructors = constructors_of(machine)
    for function in program.functions:
        made = {made.result: constructors[made.class_id] for made in kinds.of(function, ops.MakeClass)}
        _note_functions(kinds, function, made)
        for store in kinds.of(function, ops.Store) if made else ():
            if store.value in made:
                found.setdefault(store.cell, set()).update(made[store.value])
    return found


def _note_functions(kinds: Kinds, function: Function, made: dict[int, set[int]]) -> None:
    """Functions that are made, and that decorators or wrappers may give back: any of those they were given."""
    for operation in kinds.of(function, ops.MakeFunction):
        made[operation.result] = {operation.function}
    for call in kinds.of(function, ops.Call) if made else ():
        given = [made[argument.value] for argument in call.args if argument.value in made]
        if any(given):
            made[call.result] = set[int]().union(*given)


def _named(machine: Machine, held: dict[int, set[int]]) -> tuple[Targets, Targets]:
    """The functions that can be reached through an object, by the name they have there: methods, members, exports; and
    those among them that code has put there.
    """
    program, tables, kinds = machine.program, machine.tables, machine.tables.kinds
    found: Targets = {}
    put_there: Targets = {}
    for function in program.functions:
        if function.class_id is not None and function.name != program.constructor:
            found.setdefault(function.name, set()).add(function.id)
    for number, name in tables.exported.items():
        found.setdefault(name, set()).add(number)
    for name, cell in tables.offered():
        if name == program.constructor:  # it is run by making an instance
            continue
        found.setdefault(name, set()).update(held.get(tables.declaration(cell), ()))
    for function in program.functions:
        put = list(_put_into_objects(kinds, function))
        if not put:
            continue
        made = {load.result: held.get(tables.declaration(load.cell), set()) for load in kinds.of(function, ops.Load)}
        _note_functions(kinds, function, made)
        for name, value in put:
            put_there.setdefault(name, set()).update(made.get(value, ()))
    for name, targets in put_there.items():
        found.setdefault(name, set()).update(targets)
    return found, put_there


def _put_into_objects(kinds: Kinds, function: Function) -> Iterator[tuple[str, int]]:
    for record in kinds.of(function, ops.MakeRecord):
        yield from [(entry.name, entry.value) for entry in record.entries if entry.name is not None]
    for operation in kinds.of(function, ops.SetAttr):
        yield operation.name, operation.value


def literals(kinds: Kinds, function: Function) -> set[int]:
    """The values that are texts, spelled out: whatever their methods are called (``", ".join``), they open nothing."""
    return {constant.result for constant in kinds.of(function, ops.Const) if isinstance(constant.value, str)}
