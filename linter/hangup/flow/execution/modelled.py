"""A call whose effect the catalogue models by a role, and what all roles do with it."""

from __future__ import annotations

from hangup.catalogue.matcher import RoleMatch
from hangup.catalogue.schema import CallModel
from hangup.flow.domain.state import State
from hangup.flow.domain.values import (
    NULL,
    Arguments,
    Closure,
    Constant,
    Member,
    Object,
    Promise,
    Settler,
    Symbol,
    Value,
    Values,
    one,
)
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.invoke import failing, invoke
from hangup.flow.execution.log import LoopInfo, Scope
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.records import dataclass, replace


@dataclass(frozen=True, eq=False)
class ModelledCall:
    """A call of a framework's function in one state."""

    machine: Machine
    act: Activation
    op: ops.Call
    state: State
    match: RoleMatch
    arguments: Arguments
    receiver: Value | None

    @property
    def model(self) -> CallModel:
        return self.match.model

    @property
    def promise(self) -> Promise:
        """The promise this call gives, where it gives one."""
        return Promise(f"{self.act.frame}:{self.op.result}")

    def slot(self, kind: str) -> str:
        """The field of the owner that belongs to this call, the same in every render."""
        return f"{kind}:{self.act.path}:{self.op.result}"

    def callbacks(self) -> Values:
        """The functions handed over as callbacks."""
        position = self.model.callback
        if position == "all":
            given = [self._functions(values) for values in self.arguments.all()]
            return frozenset(v for found in given for v in found if not isinstance(v, Symbol))
        places = position if isinstance(position, list) else ["" if position is None else position]
        return frozenset(v for place in places for v in self._functions(self._argument(place)))

    def _argument(self, place: int | str) -> Values:
        """The argument at an index or of a name, which may be a member of an object of options."""
        if isinstance(place, int):
            return self.arguments.get(place) or frozenset()
        records = (v for values in self.arguments.positional for v in values if isinstance(v, Object))
        options = [self.state.heap.get(v, {}).get(place, frozenset()) for v in records if v.kind == "record"]
        return (self.arguments.get(99, place) or frozenset()).union(*options)

    def _functions(self, values: Values) -> Values:
        """The functions among values, and in lists of functions among them."""
        listed = [v for v in values if isinstance(v, Object) and v.kind == "sequence"]
        inner = [held for value in listed for held in self.state.heap.get(value, {}).values()]
        return frozenset(
            v for held in (values, *inner) for v in held if isinstance(v, Closure | Member | Settler | Symbol)
        )

    def rejected(self) -> Values:
        """The function for a rejection, handed over behind the one for a fulfilment."""
        position = self.model.rejected
        values = self.arguments.get(position) if position is not None else None
        return frozenset(v for v in values or () if isinstance(v, Closure | Member | Settler | Symbol))

    def given(self) -> Arguments:
        """What the framework gives the callback: the function that registers a clean-up, where there is one."""
        if not self.model.registrar:
            return Arguments()
        package = next(iter(self.match.framework.packages), "").partition(":")[2]
        unknown = [one(Symbol(f"unknown:given:{index}")) for index in range(self.model.registrar_at)]
        return Arguments((*unknown, one(Symbol(f"import:{package}", tuple(self.model.registrar.split("."))))))

    def initial(self) -> Values:
        """What a slot holds at first."""
        return self.arguments.get(self.model.initial or 0) or NULL

    # ------------------------------------------------------------ what comes of it

    def done(self, state: State, values: Values) -> list[Outcome]:
        """The call went well and gave these values."""
        self.machine.set_register(self.act, state, self.op.result, values)
        return [Outcome("next", state, NULL, self.op.span)]

    def failing(self, *, cancel: bool = False) -> list[Outcome]:
        """The way out where the call raises."""
        return failing(self.machine, self.act, self.state, self.op.span, cancel=cancel)

    def run(
        self,
        state: State,
        functions: Values,
        *given: Values,
        scope: Scope | None = None,
        loops: tuple[LoopInfo, ...] = (),
        site: str = "",
    ) -> list[Outcome]:
        """Run each possible callback now, with these arguments."""
        machine, act, op, arguments = self.machine, self.act, self.op, Arguments(given)
        outcomes: list[Outcome] = []
        for function in sorted(functions, key=repr):
            current = state.fork()
            if isinstance(function, Closure):
                where = f"{op.result}{site}"
                outcomes += invoke(machine, act, current, function, arguments, where, scope=scope, loops=loops)
            else:
                for outcome in machine.call(act, op, current, function, arguments):
                    values = machine.register(act, outcome.state, op.result)
                    is_done = outcome.kind == "next"
                    outcomes.append(replace(outcome, kind="return", values=values) if is_done else outcome)
        return outcomes or [Outcome("return", state, NULL, op.span)]


def first_text(arguments: Arguments) -> str:
    """The first argument, where it is a literal text; else empty."""
    for value in arguments.get(0) or ():
        if isinstance(value, Constant) and isinstance(value.value, str):
            return value.value
    return ""
