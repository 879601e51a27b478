"""Finds the scopes of a file and runs each one's life. ``judge`` says what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.protocols import CLOSE
from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Closure, Object, one
from hangup.flow.execution.activations import MODULE_OWNER
from hangup.flow.execution.invoke import drop_registers
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.promises import settle
from hangup.flow.exploration import registered, scopes
from hangup.flow.exploration.budget import Budget
from hangup.flow.exploration.classes import explore_classes
from hangup.flow.exploration.component_exploration import Components
from hangup.flow.exploration.handlers import Handlers
from hangup.flow.exploration.lives import MAX_STARTS, Ending, module_activation, note_stale, run_function
from hangup.flow.exploration.pages import roots_of_pages
from hangup.flow.frameworks.options import exported
from hangup.flow.summaries.interface import opening_words
from hangup.flow.summaries.mentions import ENTERING, called_by_others, leading_to, mentioning, mentions
from hangup.ir.program import MODULE, Function
from hangup.model import Span
from hangup.records import replace


class Exploration:
    """All lives of one file."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self._scopes = {module.function: scopes.module_scope(machine, module) for module in machine.tables.modules}
        self.act = module_activation(machine, MODULE, self._scopes[MODULE])
        self.endings: list[Ending] = []
        self.starts: list[State] = []
        self._held: dict[int, Closure] = {}
        self._held_in: list[State] | None = None
        """The functions that the states hold, and the states they were looked up in."""
        self.deferred: list[Callable[[], None]] = []
        """What is looked at when all callers are known."""
        knowledge = machine.knowledge
        possible = knowledge.possible(machine.tables.all_modules, machine.tables.globals | machine.tables.types)
        self.opening = opening_words(possible)
        self.acquiring = mentioning(machine, self.opening.__contains__)
        """Functions that may acquire or construct, by the names they mention."""
        called = any(ref.called or ref.handle.called for ref in possible)
        models = [model for framework in knowledge.frameworks for model in framework.call if model.role == "aborter"]
        takes_signals = any(ref.resource.signal for ref in possible)
        aborts = {model.setter for model in models if takes_signals}
        releases = {*aborts, *(name for ref in possible for name in ref.closing_names)}
        machine.tells = lambda name: called or name in self.opening or name in releases
        telling = mentions(machine, machine.tells)
        self._tells = bool(telling)
        self._budget = Budget(machine, {machine.tables.module_of(function).function for function in telling})
        releases |= {ENTERING, *CLOSE}
        self.releasing = mentioning(machine, lambda name: called or name in releases)
        machine.relevant = self.acquiring | self.releasing
        self._near = leading_to(machine, machine.program.asked) if machine.program.asked else None
        self.recognised: set[int] = set()
        """Functions that were run as what their own shape says: a test, a handler, a component."""
        self._components = Components(self)
        self.handlers = Handlers(self)

    def run(self) -> list[Ending]:
        """Run every life; one that goes over its budget is noted and the others go on."""
        if not self._tells:
            return []  # nothing can be opened or closed
        self.starts = [State()]
        for module in self._scopes:
            self.guard(partial(self._module, module))
        functions = [function for function in self.machine.program.functions if function.parent is not None]
        for hooks in (False, True):  # a hook that some component calls has no life of its own
            self.machine.patient = True
            for function in functions:
                if function.id in self.acquiring | self.releasing and self.is_near(function.id):
                    self.guard(partial(self._recognised, function, hooks=hooks))
            self.machine.patient = False
            self._components.provide()
        self.guard(partial(self.handlers.run, self.starts))
        self.handlers.at_exit(self.starts)
        explore_classes(self)
        self._components.fill()
        called = called_by_others(self.machine, self.acquiring)
        for function in sorted(functions, key=lambda function: function.id in called):  # callers come first
            if (
                function.id in self.acquiring
                and function.id not in self.machine.log.entered
                and self.is_near(function.id)
            ):
                self.guard(partial(self._plain, function))
        self.handlers.run_left_over()
        for late in self.deferred:
            self.guard(late)
        return self.endings

    def is_near(self, function: int) -> bool:
        """Whether the life of a function can tell something of the file that is asked about."""
        return self._near is None or function in self._near

    def is_module(self, function: int) -> bool:
        """Whether a function is the top-level code of a file."""
        return function in self._scopes

    def scope_of(self, function: int) -> Scope:
        """The scope of the top-level code around a function."""
        return self._scopes[self.machine.tables.module_of(function).function]

    def guard(self, life: Callable[[], None]) -> None:
        """Run a life; where it goes over its budget, note the function it was in, and leave some for the others."""
        self._budget.guard(life)

    def try_out(self, life: Callable[[], None], steps: int) -> None:
        """Run a life that can only add to what is known already, with a budget of its own."""
        self._budget.try_out(life, steps)

    @property
    def exceeded(self) -> list[Function]:
        """The functions in which lives went over their budget, and those whose connections they opened."""
        return self._budget.exceeded

    @property
    def costly(self) -> dict[int, list[frozenset[int]]]:
        """By a file that was given up: the files that each life needed which is too long wherever these are there."""
        return self._budget.costly

    @property
    def given_up(self) -> frozenset[int]:
        """Of several files, by their top-level code, those that were not followed to their end: each is looked at
        with fewer of them, and nothing that is said of it here counts.
        """
        tables = self.machine.tables
        several = len(self._scopes) > 1
        return frozenset(tables.module_of(f.id).function for f in self.exceeded) if several else frozenset()

    @cached_property
    def spawning(self) -> frozenset[int]:
        """Functions that start tasks, by themselves or through others."""
        return mentioning(self.machine, self.machine.knowledge.spawning.__contains__)

    @cached_property
    def pages(self) -> frozenset[Span]:
        """The components that live as long as the page, by their name's span."""
        return roots_of_pages(self.machine)

    # ------------------------------------------------------------ the module

    def _module(self, module: int) -> None:
        """Run the top-level code of a file, from the states those before it left."""
        scope = self._scopes[module]
        act = module_activation(self.machine, module, scope)
        outcomes = [outcome for state in self.starts for outcome in self.machine.run(act, state.fork())]
        if any(self._is_pasted(module, outcome.state) for outcome in outcomes):
            hooks = {e.role for e in self.machine.registrations.values() if e.kind == "effect"}
            runs = "mount" if hooks == {"mount"} else "render"
            life = self.scope_below(module, "component", runs, "code at top level")
            self._components.run(Closure(module, 0), life, self.starts)
        for outcome in outcomes:
            exported(self.machine, act, outcome.state)
        ended = [merge_states([o.state for o in outcomes if (o.kind == "raise") == raised]) for raised in (False, True)]
        self.starts = [state for states in ended for state in states][:MAX_STARTS] or self.starts
        for outcome in outcomes:
            settle(outcome.state)
            self._end("module", outcome.state.fork(), outcome.span, outcome.kind, scope)
        for state in self.starts:
            drop_registers(state, act.frame)
        self.starts = [state.settled() for state in self.starts]
        if scope.runs == "rerun":
            for state in self.starts:
                for again in self.machine.run(replace(act, turn=1), state.fork()):
                    settle(again.state)
                    self._end("rerun", again.state, again.span, again.kind, scope)

    def scope_below(
        self, function: int, kind: str, runs: str, label: str, span: Span | None = None, *, server: bool = False
    ) -> Scope:
        """A scope right below the module of a function."""
        parent = self.scope_of(function)
        return Scope(kind, runs, label, span or parent.span, parent, server=server, release_at=parent.release_at)

    def _is_pasted(self, module: int, state: State) -> bool:
        """Whether top-level code itself has effects: a component's body without its component."""
        fields = state.heap.get(MODULE_OWNER, {})
        functions, known = self.machine.program.functions, self.machine.registrations
        return any(
            isinstance(value, Closure) and (known[name].runs == "test" or functions[value.function].parent == module)
            for name, values in fields.items()
            if name.startswith("effect:")
            for value in values
        )

    def run_effects(
        self, closure: Closure, endings: list[Ending], start: State, owner: Object = MODULE_OWNER
    ) -> None:  # fmt: skip
        """Run what a function has made that begins and ends by itself, such as a store others subscribe to."""
        functions = self.machine.program.functions
        fields = [field for ending in endings for field in ending.state.heap.get(owner, {}).items()]
        effects = {v for name, values in fields if name.startswith("effect:") for v in values}
        if any(isinstance(v, Closure) and functions[v.function].parent == closure.function for v in effects):
            function = functions[closure.function]
            scope = self.scope_below(function.id, "hook", "mount", f"function `{function.name}`", function.name_span)
            self._components.run(closure, scope, [start])

    def _end(self, life: str, state: State, span: Span, kind: str, scope: Scope) -> None:
        self.endings.append(Ending(life, state, span, kind, NULL, scope, MODULE_OWNER))

    # ------------------------------------------------------------ recognised functions

    def closure_of(self, function: Function) -> Closure:
        """The function as a value: as some state holds it, or with an outer frame that was run."""
        if self._held_in is not self.starts:
            self._held_in, self._held = self.starts, {}
            for values in (values for state in self.starts for values in state.environment.values()):
                for value in values:
                    if isinstance(value, Closure):
                        self._held.setdefault(value.function, value)
        if function.id in self._held:
            return self._held[function.id]
        for key, frame in self.machine.frames.items():
            if len(key) == 5 and key[2] == function.parent:
                return Closure(function.id, frame)
        return Closure(function.id, 0)

    def _recognised(self, function: Function, *, hooks: bool) -> None:
        found = scopes.function_scope(self.machine, function, self.scope_of(function.id))
        if found is None or function.id in self.recognised:
            return
        shape, scope = found
        if (shape.role == "hook") != hooks or (hooks and function.id in self.machine.log.entered):
            return
        if shape.role == "handler" and self._is_registered(function):
            return  # run as what it was registered for
        self.recognised.add(function.id)
        closure = self.closure_of(function)
        if shape.role in ("component", "hook"):
            self._components.run(closure, scope, self.starts)
        else:
            for state in self.starts:
                self.handlers.handle(state, closure, scope)

    def _is_registered(self, function: Function) -> bool:
        """Whether a framework was given the function as a handler."""
        registered = (
            values
            for state in self.starts
            for key, values in state.heap.get(MODULE_OWNER, {}).items()
            if key.startswith("handler:")
        )
        return any(isinstance(v, Closure) and v.function == function.id for values in registered for v in values)

    def add(self, endings: list[Ending]) -> None:
        """Take endings in, and run what was registered with a framework on the way there."""
        self.endings += endings
        fresh = [e.state for e in endings if e.kind != "raise"]
        if fresh:
            self.handlers.run(merge_states([s.fork() for s in fresh])[:MAX_STARTS])

    # ------------------------------------------------------------ functions nobody calls

    def _plain(self, function: Function) -> None:
        """A function nobody in the file calls, or a method of a class that needs no instance."""
        made = None if function.class_id is None else self.machine.classes.get(function.class_id)
        if function.class_id is not None and (made is None or function.binding == "instance"):
            return
        label = f"function `{function.name}`" if function.name else "function"
        if made is not None:
            label = f"`{self.machine.program.classes[made.class_id].name}.{function.name}`"
        # nobody says that the module calls it, however often that runs
        module = replace(self.scope_of(function.id), runs="once")
        scope = replace(self.scope_below(function.id, "function", "", label, function.name_span), parent=module)
        closure = self.closure_of(function)
        closure = closure if made is None else replace(closure, bound=made)
        for state in self.starts:
            endings = run_function(self.machine, self.act, state, closure, scope)
            self.add(endings)
            self.again(endings, closure, scope)
            self.run_effects(closure, endings, state)

    def again(self, endings: list[Ending], closure: Closure, scope: Scope, owner: Object = MODULE_OWNER) -> None:
        """Call a function that left a connection open once more, for another user."""
        machine = self.machine
        function = machine.program.functions[closure.function]
        if all(p.name in ("self", "cls") or p.kind in ("rest", "keywords") for p in function.parameters):
            return  # nothing says whom it is called for
        if machine.program.is_part:
            return  # nothing says that nobody calls it, nor how
        this = one(owner) if owner != MODULE_OWNER else None
        for ending in endings:
            if ending.kind == "raise" or not ending.state.has_live:
                continue
            state = ending.state.fork()
            settle(state)
            begun = registered.tell_begun(machine, replace(self.act, owner=owner), state)
            machine.changing = machine.again = True
            second = [
                ended
                for now in begun
                for ended in run_function(
                    machine, self.act, now, closure, scope, owner=owner, life="again", epoch=1, this=this
                )
            ]
            self.endings += second
            for ended in second:
                if ended.kind != "raise":
                    note_stale(machine, ended.state)
            machine.changing = machine.again = False
