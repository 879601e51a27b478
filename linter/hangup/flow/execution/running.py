"""Running a function: a worklist over its basic blocks, with one state per typestate at each (see ``state``)."""

from __future__ import annotations

import heapq

from hangup.bounds import BOUNDS
from hangup.flow.domain.merge import Apart, merge_states
from hangup.flow.domain.state import EXCEPTION, State
from hangup.flow.domain.values import NULL, Closure, Constant, Null, Object, Raised, Symbol, Values, one
from hangup.flow.execution import exceptions
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.calls import dispatch
from hangup.flow.execution.conditions import assume
from hangup.flow.execution.machine import LimitExceeded, Machine, Semantics
from hangup.flow.execution.promises import add_task
from hangup.flow.execution.transfer import transfer, turns_left, ways_forgotten
from hangup.ir import operations as ops
from hangup.ir.program import Block
from hangup.model import Span
from hangup.records import dataclass, field, replace

LEAVES_WORK = "leaves work"
"""The mark of a run of an effect with a clean-up: it does not become one with a run that has none."""

UNREACHED = 1 << 30
"""The place in the order of a block that no other block leads to."""


def run(machine: Machine, act: Activation, state: State, start: tuple[int, int] | None = None) -> list[Outcome]:
    """Run a function from its entry, or from behind an operation, to all its ends."""
    machine.log.entered.add(act.function.id)
    machine.passing.add(act.function.id)
    if _is_called(act):
        machine.log.invoked.add(act.function.id)
    running = _Run(machine, act)
    if start is None:
        running.arrive(act.function.entry, state)
    else:
        running.block(act.function.blocks[start[0]], start[1], state)
    running.to_the_end()
    return merge_outcomes(running.outcomes)


def _is_called(act: Activation) -> bool:
    """Whether code of the program calls the function: not only what stands in the same class, and is called by nobody
    outside of it, unless the function is private to it: nobody else calls that.
    """
    name, own = act.function.name, act.function.class_id
    if name.startswith(("_", "#")) and not name.endswith("__"):
        own = None
    running = act
    while running.caller is not None and own is not None and running.caller.function.class_id == own:
        running = running.caller
    caller = running.caller
    return caller is not None and (running.depth >= 2 or caller.path == "module")  # else called for a framework


SEMANTICS = Semantics(run, dispatch)
"""How the IR is run."""


PROMISES_PER_STEP = 64
"""A step costs one more for each so many promises of its state: a chain without end is one of steps that grow."""

MAX_OUTCOMES = 128
"""How many ways out of a function are kept before those of one typestate become one, wherever they left from."""


@dataclass
class _Run:
    """One run of a function: the states that reached its blocks, and the ways it ended so far."""

    machine: Machine
    act: Activation
    outcomes: list[Outcome] = field(default_factory=list[Outcome])

    def __post_init__(self) -> None:
        function = self.act.function
        self._merge_at = MAX_OUTCOMES
        self._order = self.machine.tables.order(function)
        self._dropped = self.machine.tables.dropped(function)
        self._dead = self.machine.tables.dead(function)
        self._turns = self.machine.tables.turns(function)
        self._reached: dict[int, Apart] = {}
        self._queue: list[tuple[int, int]] = []
        self._pending: dict[int, dict[object, None]] = {block.id: {} for block in function.blocks}

    def arrive(self, block: int, new: State, left: Block | None = None) -> None:
        """A state reaches a block from one it left; where it tells something new, the block is run again."""
        frame = self.act.frame
        for register in self._dropped[left.id] if left is not None else ():
            new.environment.discard((frame, -register))
        dead = self._dead.get((left.id, block), ()) if left is not None else ()
        for cell in dead:
            if self._tells_nothing(new, new.environment.get((frame, cell))):
                new.environment.discard((frame, cell))
        if new.marks and left is not None:
            new.marks -= turns_left(self.act, self._turns[left.id] - self._turns[block])
            new.marks = ways_forgotten(self.act, dead, new.marks)
        key, is_news = self._reached.setdefault(block, Apart()).add(new)
        if not is_news:
            return
        self._pending[block][key] = None
        heapq.heappush(self._queue, (self._order.get(block, UNREACHED), block))

    def _tells_nothing(self, state: State, values: Values | None) -> bool:
        """Whether nothing is lost with a variable that nobody reads: a handle that is lost has to be seen."""
        made, open_ = self.machine.made, state.connections
        return values is not None and all(
            isinstance(value, Null | Constant | Symbol | Object | Raised) and value not in made and value not in open_
            for value in values
        )

    def to_the_end(self) -> None:
        """Run blocks until no state tells anything new."""
        function = self.act.function
        while self._queue:
            _, number = heapq.heappop(self._queue)
            keys, self._pending[number] = self._pending[number], {}
            if not keys:
                continue
            BOUNDS.check()
            returns = bool(self.machine.loops_of(function, number))
            states = (self._reached[number] if returns else self._reached.pop(number)).states
            for key in keys:
                # behind a block of no loop nothing leads back to it: its states need not be kept
                self.block(function.blocks[number], 0, states[key].fork() if returns else states[key])

    def block(self, block: Block, index: int, state: State) -> None:
        """Run a block from an operation on."""
        self.machine.log.passed_through.add((self.act.function.id, block.id))
        live = [(index, state)]
        while live:
            at, current = live.pop()
            if at >= len(block.operations):
                self._leave(block, current)
                continue
            self.machine.budget -= 1 + len(current.promises) // PROMISES_PER_STEP
            if self.machine.budget < 0:
                raise LimitExceeded(self.act)
            results = transfer(self.machine, self.act, block.operations[at], current, block)
            following: list[State] = []
            for result in results:
                if result.kind == "next":
                    following.append(result.state)
                elif result.kind == "raise":
                    self._raise(block, result.state, result.values, result.span)
                elif result.act is not None and result.act.frame != self.act.frame:  # a callback waits, and not this
                    add_task(self.machine, result, f"{self.act.frame}:{block.id}:{at}")
                    following.append(result.state)
                else:
                    self.outcomes.append(replace(result, at=(block.id, at)))
            live.extend((at + 1, state) for state in (merge_states(following) if len(following) > 1 else following))

    def _leave(self, block: Block, state: State) -> None:
        machine, act, terminator = self.machine, self.act, block.terminator
        match terminator:
            case ops.Jump():
                self.arrive(terminator.target, state, block)
            case ops.Branch():
                for target, taken in ((terminator.then, True), (terminator.otherwise, False)):
                    refined = assume(machine, act, state, terminator.condition, taken)
                    if refined is None and self._is_set_elsewhere(block, terminator, state):
                        refined = state.fork()
                    if refined is not None:
                        exceptions.narrow(machine, act, refined, terminator.condition, taken)
                        self.arrive(target, refined, block)
            case ops.Return():
                values = NULL if terminator.value is None else machine.register(act, state, terminator.value)
                if state.has_live and not terminator.implicit:
                    state.step(terminator.span, "return")
                if self._leaves_work(values):
                    state.marks |= {LEAVES_WORK}
                self.outcomes.append(Outcome("return", state, values, terminator.span))
            case ops.Raise():
                values = one(Raised("error"))
                if terminator.value is not None:
                    values = exceptions.raised(machine.register(act, state, terminator.value))
                if state.has_live:
                    state.step(terminator.span, "raise")
                self._raise(block, state, values, terminator.span)
            case ops.Unreachable():
                pass

    def _is_set_elsewhere(self, block: Block, branch: ops.Branch, state: State) -> bool:
        """Whether a loop goes on as long as a field is true, or false, that the program only ever gives one value: what
        runs beside it gives it the other one.
        """
        machine, function = self.machine, self.act.function
        around = [turn for loop in function.loops if block.id in (turn := {loop.header, *loop.blocks})]
        if not any((branch.then in turn) != (branch.otherwise in turn) for turn in around):
            return False
        asked = machine.definition(function, branch.condition)
        while isinstance(asked, ops.Not):
            asked = machine.definition(function, asked.value)
        if not isinstance(asked, ops.GetAttr) or not machine.tables.is_given_one_value(asked.name):
            return False
        values = machine.register(self.act, state, asked.result)
        return bool(values) and all(isinstance(v, Constant) and v.kind == "bool" for v in values)

    def _leaves_work(self, values: Values) -> bool:
        """Whether this is the end of an effect that hands back what is to be done behind it."""
        scope, caller = self.act.scope, self.act.caller
        if scope.kind != "effect" or (caller is not None and caller.scope is scope):
            return False
        return any(isinstance(value, Closure) and value.function in self.machine.relevant for value in values)

    def _raise(self, block: Block, state: State, values: Values, span: Span) -> None:
        if block.handler is None:
            self.outcomes.append(Outcome("raise", state, values, span))
            if len(self.outcomes) >= self._merge_at:
                self.outcomes = merge_outcomes(self.outcomes, places=False)
                self._merge_at = max(MAX_OUTCOMES, 2 * len(self.outcomes))  # few of them are alike
            return
        state.environment[(self.act.frame, EXCEPTION)] = values
        self.arrive(block.handler, state, block)


def merge_outcomes(outcomes: list[Outcome], *, places: bool = True) -> list[Outcome]:
    """One outcome per kind, place of suspension, value shape and typestate; with ``places``, per place it left from."""
    merged: dict[object, Outcome] = {}
    apart: dict[object, Apart] = {}
    for outcome in outcomes:
        told_apart = places or outcome.kind in ("suspend", "yield")
        named = outcome.kind in ("raise", "suspend", "yield") or outcome.state.has_live
        exit_key = outcome.span if told_apart and named else None
        place = (outcome.kind, outcome.at, exit_key)
        states = apart.setdefault(place, Apart())
        state_key = states.key(outcome.state) if places else outcome.state.typestate()
        known = merged.get((place, state_key))
        if known is None:
            merged[place, state_key] = outcome
            states.states[state_key] = outcome.state
        else:
            known.state.absorb(outcome.state)
            merged[place, state_key] = replace(known, values=known.values | outcome.values)
    return list(merged.values())
