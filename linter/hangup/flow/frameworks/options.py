"""Objects of methods that a framework makes components of: seen as a class with the life cycle the catalogue knows."""

from __future__ import annotations

from hangup.catalogue.globs import in_files
from hangup.catalogue.schema import ClassScope
from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, ClassValue, Closure, Constant, Object, Values, one
from hangup.flow.execution.activations import MODULE_OWNER, Activation, Outcome
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.modelled import ModelledCall
from hangup.ir.program import Class, Function
from hangup.model import Span

VALUE = "value "
"""How the names of methods begin that compute a member."""

UPDATE = "update "
"""The same for those that run when a member has changed."""

_HANDLER = "handler"


def options(call: ModelledCall) -> list[Outcome]:
    """A call that takes such an object: its result stands for the class."""
    machine, state = call.machine, call.state
    position = call.model.callback
    given = call.arguments.get(position if isinstance(position, int) else 0) or NULL
    shape = next((scope for scope in call.match.framework.class_ if scope.fields or scope.groups), None)
    records = [value for value in given if isinstance(value, Object) and value.kind == "record"]
    if shape is None or len(records) != 1:
        return call.done(state, given)
    made = make(machine, state, records[0], shape, call.op.span, machine.module_function(call.act.function))
    state.set_field(MODULE_OWNER, f"class:{made.class_id}", one(made))
    return call.done(state, one(made))


def exported(machine: Machine, act: Activation, state: State) -> None:
    """Make a class of the default export of a file that a framework takes its components from."""
    module = machine.tables.module_of(act.function.id)
    for framework in machine.knowledge.frameworks:
        for shape in framework.class_:
            if not shape.files or not in_files(module.path, shape.files):
                continue
            for export in module.exports:
                values = state.environment.get(machine.home(act.frame, export.cell), NULL)
                for value in values if export.name == "default" else ():
                    if isinstance(value, Object) and value.kind == "record":
                        span = machine.program.cells[export.cell].span
                        made = make(machine, state, value, shape, span, act.function)
                        state.set_field(MODULE_OWNER, f"class:{made.class_id}", one(made))


def make(machine: Machine, state: State, record: Object, shape: ClassScope, span: Span, module: Function) -> ClassValue:
    """The class that an object of methods in a file stands for."""
    known = machine.options.get(record)
    if known is None:
        number = len(machine.program.classes)
        machine.program.classes.append(Class(number, _name(machine, state, record, module), module.id, (), span, span))
        known = machine.options[record] = ClassValue(number, Object(f"class:{number}:0", 0, "members"))
        machine.classes[number], machine.shapes[number] = known, shape
    fields = state.heap.get(record, {})
    members = {name: values for name, values in fields.items() if _functions(values)}
    for group, kind in shape.groups.items():
        prefix = {"value": VALUE, "update": UPDATE}.get(kind, "")
        for held in fields.get(group, ()):
            for name, values in state.heap.get(held, {}).items():
                functions = _functions(values) or _handler(state, values)
                if functions:
                    members[prefix + name] = functions
    state.replace(known.members, members)
    return known


def _functions(values: Values) -> Values:
    return frozenset(value for value in values if isinstance(value, Closure))


def _handler(state: State, values: Values) -> Values:
    """The function of ``{ handler() {}, immediate: true }`` or ``{ get() {}, set() {} }``."""
    found: set[Closure] = set()
    for value in values:
        fields = state.heap.get(value, {})
        found |= {v for name in (_HANDLER, "get") for v in fields.get(name, ()) if isinstance(v, Closure)}
    return frozenset(found)


def _name(machine: Machine, state: State, record: Object, module: Function) -> str:
    """The name such an object gives itself, or that of its file."""
    for value in state.field(record, "name") or ():
        if isinstance(value, Constant) and isinstance(value.value, str):
            return value.value
    return machine.path(module).rpartition("/")[2].partition(".")[0]
