"""The abstract machine: runs functions of the IR on abstract states, calls included.

A function is run by a worklist over its basic blocks; per block one state per typestate is kept (see ``state``).
Calls of the program's own functions are run in place, with the caller's state, up to a depth. Nothing here knows a
language, a library or a framework: those come in as data (``Knowledge``) and as roles (``roles``).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from hangup.catalogue.matcher import Knowledge, ResourceRef
from hangup.flow.log import Log, LoopInfo, Scope
from hangup.flow.state import State
from hangup.flow.values import FALSE, NULL, TRUE, ClassValue, Closure, Constant, Member, Null, Object, Raised, Symbol, Value, Values, one, truth
from hangup.ir import operations as ops
from hangup.ir.shape import references
from hangup.ir.program import MODULE, Block, Function, Program
from hangup.model import Confidence, Span

MAX_DEPTH = 14
"""How deep calls are run in place; deeper ones have an unknown result."""

MAX_STATES = 24
"""How many typestates are kept apart at one block before the newest are merged regardless."""


MODULE_OWNER = Object("module", 0, "component")
"""Owner of what is registered outside of any component or instance."""


class LimitExceeded(Exception):
    """The analysis of a file went over its budget of steps. Carries the function it was in."""

    def __init__(self, function: Function) -> None:
        super().__init__(function.name)
        self.function = function


@dataclass(frozen=True)
class Activation:
    """One running function: its frame, the scope it runs in, its caller."""

    function: Function
    frame: int
    scope: Scope
    caller: Activation | None = None
    depth: int = 0
    guarded: bool = False
    """Whether an exception handler stands somewhere up the stack."""
    loops: tuple[LoopInfo, ...] = ()
    """Loops of the callers."""
    mode: str = "sequential"
    """``sequential``: an ``await`` goes on at once; ``concurrent``: an async function is suspended at it."""
    owner: Object = MODULE_OWNER
    """Whose effects, events and state slots a registration in here belongs to: a component, an instance, the module."""
    path: str = ""
    """The chain of call sites that leads here: names state slots, the same in every render."""
    racing: bool = False
    """Whether a handshake may still be running when the owner's life ends (the life that is cut short)."""
    turn: int = 0
    """Which render or run of the root this is."""
    epoch: int = 0
    """Which values come from outside: another number stands for another user, another request."""


@dataclass(frozen=True)
class Registration:
    """A callback that a framework will run: its role, how often it runs, and where it was handed over."""

    role: str
    kind: str
    runs: str
    span: Span
    label: str
    server: bool = False
    dependencies: tuple[str, ...] | None = None
    event: str = ""
    ends: bool = False
    release_at: str = "component"
    framework: str = ""


@dataclass(frozen=True, eq=False)
class Outcome:
    """One way a run ended: ``return``, ``raise``, ``suspend`` (at an await), ``yield`` (a generator)."""

    kind: str
    state: State
    values: Values
    span: Span
    at: tuple[int, int] = (0, 0)
    """For ``suspend`` and ``yield``: the block and the index of the operation to go on with."""


@dataclass
class Machine:
    """The machine for one program. Holds what does not change from state to state."""

    program: Program
    knowledge: Knowledge
    log: Log = field(default_factory=Log)
    budget: int = 600_000
    frames: dict[tuple[object, ...], int] = field(default_factory=dict)
    parents: dict[int, dict[int, int]] = field(default_factory=dict)
    made: dict[Value, tuple[ResourceRef, Confidence]] = field(default_factory=dict)
    """Resources by value, with how well they are proved."""
    captures: dict[int, frozenset[int]] = field(default_factory=dict)
    created_at: dict[Value, Span] = field(default_factory=dict)
    shared: dict[Value, str] = field(default_factory=dict)
    secret: set[Value] = field(default_factory=set)
    allowed: set[Value] = field(default_factory=set)
    """Resources made with the option that permits their use on a server."""
    properties: set[Value] = field(default_factory=set)
    """The parameter that holds a component's properties: its members are handed in, not resources by name."""
    classes: dict[int, ClassValue] = field(default_factory=dict)
    """The classes of the program that were made."""
    pairs: dict[int, ResourceRef] = field(default_factory=dict)
    """Classes of the program that offer both halves of a generic pair."""
    registrations: dict[str, Registration] = field(default_factory=dict)
    """Callbacks handed to a framework, by the field of their owner that holds them."""
    suspended: dict[str, Activation] = field(default_factory=dict)
    latest_suspended: Activation | None = None
    task_promise: dict[str, str] = field(default_factory=dict)
    texts: dict[Value, str] = field(default_factory=dict)
    """The first argument of an outside call, where it is a literal text, by the call's result."""
    memoized: dict[int, Registration] = field(default_factory=dict)
    made_by: dict[Value, Symbol] = field(default_factory=dict)
    """What an object of an outside class was made by."""
    managers: dict[Value, object] = field(default_factory=dict)
    """Generators and managers made by calls, with what entering them runs."""

    again: bool = False
    """Whether a function is called a second time only to see what becomes of what the first call left open."""
    changing: bool = False
    """Whether the life that is run now changes what comes from outside (another user): effects run again by right."""

    def __post_init__(self) -> None:
        self.relevant: frozenset[int] = frozenset(f.id for f in self.program.functions)
        """Functions that name a call of a resource, by themselves or through others. All, until somebody found out."""
        self._inert: dict[int, tuple[bool, bool]] = {}
        self._carried: dict[int, frozenset[int]] = {}
        self._order: dict[int, dict[int, int]] = {}
        self._defs: dict[int, dict[int, ops.Operation]] = {}
        self._loops: dict[int, dict[int, tuple[LoopInfo, ...]]] = {}
        self.parents[0] = {MODULE: 0}
        self.imports: dict[str, tuple[str, str]] = _imports(self.program)
        self.modules = frozenset(module for module, _ in self.imports.values())
        self.exported: dict[int, str] = _exported(self.program)

    # ------------------------------------------------------------ frames and variables

    def frame(self, key: tuple[object, ...], function: Function, outer: int) -> int:
        """The frame of an activation; the same place in the same caller gets the same frame again."""
        number = self.frames.get(key)
        if number is None:
            number = self.frames[key] = len(self.frames) + 1
            self.parents[number] = {**self.parents[outer], function.id: number}
        return number

    def home(self, frame: int, cell: int) -> tuple[int, int]:
        """Where a cell lives, seen from a frame."""
        owner = self.program.cells[cell].function
        return (self.parents[frame].get(owner, 0), cell)

    def register(self, act: Activation, state: State, value: ops.Value) -> Values:
        return state.environment.get((act.frame, -value), NULL)

    def set_register(self, act: Activation, state: State, value: ops.Value, values: Values) -> None:
        state.environment[(act.frame, -value)] = values
        if state.assumptions:  # computed anew: what was found out about the last one does not hold for this one
            fresh = f"unknown:{act.function.id}:{value}"
            for known in [v for v in values if isinstance(v, Symbol) and v.root == fresh]:
                state.assumptions.pop(known, None)

    def unknown(self, act: Activation, result: ops.Value, epoch: int = 0) -> Values:
        """A value nothing is known of, the same one each time this place is reached."""
        return one(Symbol(f"unknown:{act.function.id}:{result}", (), epoch))

    # ------------------------------------------------------------ tables per function

    def order(self, function: Function) -> dict[int, int]:
        """Reverse postorder numbers of a function's blocks."""
        known = self._order.get(function.id)
        if known is None:
            known = self._order[function.id] = _reverse_postorder(function)
        return known

    def definition(self, function: Function, value: ops.Value) -> ops.Operation | None:
        table = self._defs.get(function.id)
        if table is None:
            table = self._defs[function.id] = {
                operation.result: operation
                for block in function.blocks
                for operation in block.operations
                if hasattr(operation, "result")
            }
        return table.get(value)

    def carried(self, function: Function) -> frozenset[int]:
        """The registers that are read in another block than the one that sets them."""
        known = self._carried.get(function.id)
        if known is None:
            known = self._carried[function.id] = _carried(function)
        return known

    def is_inert(self, function: Function, *, result: bool) -> bool:
        """Whether running the function can tell nothing: it names no resource, changes nothing outside of itself and
        (where ``result`` matters) gives nothing back."""
        if function.id in self.relevant:
            return False
        known = self._inert.get(function.id)
        if known is None:
            known = self._inert[function.id] = _changes_nothing(self.program, function), _gives_nothing(function)
        return known[0] and (known[1] or not result)

    def loops_of(self, function: Function, block: int) -> tuple[LoopInfo, ...]:
        table = self._loops.get(function.id)
        if table is None:
            table = {}
            for loop in function.loops:
                for member in loop.blocks:
                    table[member] = (*table.get(member, ()), LoopInfo(loop.kind, loop.span))
            self._loops[function.id] = table
        return table.get(block, ())

    # ------------------------------------------------------------ running

    def run(self, act: Activation, state: State, start: tuple[int, int] | None = None) -> list[Outcome]:
        """Run a function from its entry, or from behind an operation, to all its ends."""
        function = act.function
        self.log.entered.add(function.id)
        order = self.order(function)
        carried = self.carried(function)
        reached: dict[int, dict[object, State]] = {}
        queue: list[tuple[int, int]] = []
        outcomes: list[Outcome] = []

        def arrive(block: int, new: State) -> None:
            for place in [p for p in new.environment if p[0] == act.frame and p[1] < 0 and -p[1] not in carried]:
                del new.environment[place]
            states = reached.setdefault(block, {})
            key = new.key()
            if key not in states and len(states) >= MAX_STATES:
                key = next(iter(states))
            known = states.get(key)
            if known is None:
                states[key] = new
            elif not known.absorb(new):
                return
            pending[block].add(key)
            heapq.heappush(queue, (order.get(block, 1 << 30), block))

        pending: dict[int, set[object]] = {block.id: set() for block in function.blocks}
        if start is None:
            arrive(function.entry, state)
        else:
            self._run_block(act, function.blocks[start[0]], start[1], state, arrive, outcomes)
        while queue:
            _, block_id = heapq.heappop(queue)
            keys, pending[block_id] = pending[block_id], set()
            for key in sorted(keys, key=repr) if len(keys) > 1 else keys:
                self._run_block(act, function.blocks[block_id], 0, reached[block_id][key].fork(), arrive, outcomes)
        return merge_outcomes(outcomes)

    def _run_block(self, act: Activation, block: Block, index: int, state: State, arrive: _Arrive, outcomes: list[Outcome]) -> None:
        from hangup.flow.transfer import transfer

        live = [(index, state)]
        while live:
            at, current = live.pop()
            if at >= len(block.operations):
                self._leave_block(act, block, current, arrive, outcomes)
                continue
            self.budget -= 1
            if self.budget < 0:
                raise LimitExceeded(act.function)
            operation = block.operations[at]
            results = transfer(self, act, operation, current, block)
            normal: dict[object, State] = {}
            for result in results:
                if result.kind == "next":
                    key = result.state.key() if len(results) > 1 else None
                    if key in normal:
                        normal[key].absorb(result.state)
                    else:
                        normal[key] = result.state
                elif result.kind == "raise":
                    self._raise(act, block, result.state, result.values, result.span, arrive, outcomes)
                else:
                    outcomes.append(replace(result, at=(block.id, at)))
            live.extend((at + 1, following) for following in normal.values())

    def _leave_block(self, act: Activation, block: Block, state: State, arrive: _Arrive, outcomes: list[Outcome]) -> None:
        terminator = block.terminator
        match terminator:
            case ops.Jump():
                arrive(terminator.target, state)
            case ops.Branch():
                for target, taken in ((terminator.then, True), (terminator.otherwise, False)):
                    refined = self.assume(act, state, terminator.condition, taken)
                    if refined is not None:
                        arrive(target, refined)
            case ops.Return():
                values = NULL if terminator.value is None else self.register(act, state, terminator.value)
                if state.has_live and not terminator.implicit:
                    state.step(terminator.span, "return")
                outcomes.append(Outcome("return", state, values, terminator.span))
            case ops.Raise():
                values = one(Raised("error")) if terminator.value is None else self._raised(act, state, terminator.value)
                if state.has_live:
                    state.step(terminator.span, "raise")
                self._raise(act, block, state, values, terminator.span, arrive, outcomes)
            case ops.Unreachable():
                pass

    def _raised(self, act: Activation, state: State, value: ops.Value) -> Values:
        values = self.register(act, state, value)
        if values and all(isinstance(v, Raised) for v in values):
            return values
        names = {v.path[0] if v.path[-1:] == ("()",) else v.path[-1] for v in values if isinstance(v, Symbol) and v.path}
        return one(Raised("error", tuple(sorted(names))))

    def _raise(
        self, act: Activation, block: Block, state: State, values: Values, span: Span, arrive: _Arrive, outcomes: list[Outcome]
    ) -> None:  # fmt: skip
        if block.handler is None:
            outcomes.append(Outcome("raise", state, values, span))
            return
        state.environment[(act.frame, 0)] = values
        arrive(block.handler, state)

    # ------------------------------------------------------------ conditions

    def assume(self, act: Activation, state: State, condition: ops.Value, taken: bool) -> State | None:
        """The state in which a condition came out as ``taken``, or None when it cannot."""
        values = self.register(act, state, condition)
        kept = {v for v in values if self.truth_of(state, v) in (taken, None)}
        if not kept:
            return None
        refined = state.fork()
        for receiver in self.asked(act, state, condition):
            refined.marks |= {f"asked {receiver}"}
        for value in kept:
            if len(values) == 1 and truth(value) is None:
                refined.assumptions[value] = taken
        self._refine(act, refined, condition, taken, 0)
        return refined

    def asked(self, act: Activation, state: State, condition: ops.Value) -> set[Value]:
        """The open resources whose own state a comparison asks for (``call.state !== LEFT``)."""
        operation = self.definition(act.function, condition)
        if not isinstance(operation, ops.Compare):
            return set()
        sides = self.register(act, state, operation.left) | self.register(act, state, operation.right)
        found = {v.receiver for v in sides if isinstance(v, Member)}
        return {r for r in found if r in state.connections and state.connections[r].is_live}

    def truth_of(self, state: State, value: Value) -> bool | None:
        if isinstance(value, Member) and value.receiver in self.made:
            connection = state.connections.get(value.receiver)
            return connection.status == "open" if connection is not None else None
        known = truth(value)
        return state.assumptions.get(value) if known is None else known

    def _refine(self, act: Activation, state: State, condition: ops.Value, taken: bool, depth: int) -> None:
        """Narrow the variable a condition reads."""
        operation = self.definition(act.function, condition)
        if depth > 6:
            return
        match operation:
            case ops.Not():
                self._refine(act, state, operation.value, not taken, depth + 1)
            case ops.Load():
                place = self.home(act.frame, operation.cell)
                values = state.environment.get(place)
                if values:
                    kept = frozenset(v for v in values if self.truth_of(state, v) in (taken, None))
                    if kept:
                        state.environment[place] = kept
            case ops.GetAttr():
                for owner in self.register(act, state, operation.object):
                    fields = state.heap.get(owner)  # type: ignore[call-overload]
                    if fields and operation.name in fields:
                        kept = frozenset(v for v in fields[operation.name] if self.truth_of(state, v) in (taken, None))
                        if kept:
                            state.set_field(owner, operation.name, kept)
            case ops.Compare(operator="==" | "!="):
                equal = taken == (operation.operator == "==")
                self._refine_equal(act, state, operation.left, operation.right, equal)
            case _:
                pass

    def _refine_equal(self, act: Activation, state: State, left: ops.Value, right: ops.Value, equal: bool) -> None:
        wanted = self.register(act, state, right)
        if not all(isinstance(v, Null | Constant) for v in wanted):
            return
        definition = self.definition(act.function, left)
        if isinstance(definition, ops.Load):
            place = self.home(act.frame, definition.cell)
            values = state.environment.get(place, frozenset())
            if equal:
                kept = frozenset(v for v in values if v in wanted) or (wanted if any(isinstance(v, Symbol) for v in values) else values)
            else:
                kept = frozenset(v for v in values if v not in wanted) if len(wanted) == 1 else values
            if kept:
                state.environment[place] = kept
        for value in self.register(act, state, left):
            if isinstance(value, Symbol) and wanted == NULL:
                state.assumptions[value] = not equal

    # ------------------------------------------------------------ comparing

    def compare(self, state: State, operator: str, left: Values, right: Values) -> Values | None:
        """The possible results of ``==`` and ``!=``; None where nothing is known."""
        if operator not in ("==", "!="):
            return None
        results: set[bool] = set()
        for a in left:
            for b in right:
                verdict = _equal(a, b)
                if verdict is None and isinstance(b, Null):
                    known = self.truth_of(state, a)
                    verdict = None if known is None else not known
                results |= {True, False} if verdict is None else {verdict}
        if operator == "!=":
            results = {not r for r in results}
        if results == {True}:
            return TRUE
        if results == {False}:
            return FALSE
        return None

    def caught(self, act: Activation, state: State) -> Values:
        """The exception that led to the current handler."""
        return state.environment.get((act.frame, 0), one(Raised("any")))


_Arrive = object


def _equal(a: Value, b: Value) -> bool | None:
    if isinstance(a, Symbol) or isinstance(b, Symbol):
        return None
    if isinstance(a, Null | Constant) or isinstance(b, Null | Constant):
        return a == b
    return None if a == b and isinstance(a, Object) else (None if type(a) is type(b) else False)


def merge_outcomes(outcomes: list[Outcome]) -> list[Outcome]:
    """One outcome per kind, place of suspension, value shape and typestate."""
    merged: dict[object, Outcome] = {}
    for outcome in outcomes:
        exit_key = outcome.span if outcome.kind in ("raise", "suspend", "yield") or outcome.state.has_live else None
        key = (outcome.kind, outcome.at, exit_key, outcome.state.key())
        known = merged.get(key)
        if known is None:
            merged[key] = outcome
        else:
            known.state.absorb(outcome.state)
            merged[key] = replace(known, values=known.values | outcome.values)
    return list(merged.values())


def _changes_nothing(program: Program, function: Function) -> bool:
    for block in function.blocks:
        for operation in block.operations:
            if isinstance(operation, ops.SetAttr | ops.SetItem | ops.Delete | ops.Yield | ops.Enter):
                return False
            if isinstance(operation, ops.Store) and program.cells[operation.cell].function != function.id:
                return False
            if isinstance(operation, ops.MakeFunction) and not _changes_nothing(program, program.functions[operation.function]):
                return False
    return True


def _gives_nothing(function: Function) -> bool:
    return all(not isinstance(b.terminator, ops.Return) or b.terminator.implicit or b.terminator.value is None for b in function.blocks)


def _carried(function: Function) -> frozenset[int]:
    home: dict[int, int] = {}
    for block in function.blocks:
        for operation in block.operations:
            result = getattr(operation, "result", None)
            if result is not None:
                home[result] = block.id
    found: set[int] = set()
    for block in function.blocks:
        for operation in (*block.operations, block.terminator):
            found |= {number for kind, number in references(operation) if kind == "Value" and home.get(number) != block.id}
    return frozenset(found)


def _exported(program: Program) -> dict[int, str]:
    """The functions that are exported, with the name they are exported under."""
    cells = {export.cell: export.name for export in program.exports}
    found: dict[int, str] = {}
    made: dict[int, int] = {}
    copies: dict[int, int] = {}
    for block in program.functions[MODULE].blocks:
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
                        found.setdefault(made[operation.value], cells[operation.cell])
                case _:
                    pass
    return found


def _imports(program: Program) -> dict[str, tuple[str, str]]:
    """The names the file imports: module and name (``*`` for the module itself)."""
    found: dict[str, tuple[str, str]] = {}
    for function in program.functions:
        taken: dict[int, ops.Import] = {}
        for block in function.blocks:
            for operation in block.operations:
                if isinstance(operation, ops.Import):
                    taken[operation.result] = operation
                elif isinstance(operation, ops.Store) and operation.value in taken:
                    source = taken[operation.value]
                    found.setdefault(program.cells[operation.cell].name, (source.module, source.name))
    return found


def _reverse_postorder(function: Function) -> dict[int, int]:
    seen: set[int] = set()
    postorder: list[int] = []
    stack: list[tuple[int, Iterator[int]]] = []

    def visit(block: int) -> None:
        seen.add(block)
        stack.append((block, iter(successors(function.blocks[block]))))

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


def successors(block: Block) -> list[int]:
    """The blocks control may go to, the exception handler included."""
    match block.terminator:
        case ops.Jump(target=target):
            out = [target]
        case ops.Branch(then=then, otherwise=otherwise):
            out = [then, otherwise]
        case _:
            out = []
    return out if block.handler is None else [*out, block.handler]


__all__ = ["Activation", "Closure", "LimitExceeded", "Machine", "Outcome", "merge_outcomes", "successors"]
