"""What the frameworks of a file offer: names that code may import to hold, or to end, the life of a resource."""

from __future__ import annotations

from hangup.catalogue.schema import Framework, Role
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.exploration.scopes import class_scope
from hangup.model import Span
from hangup.model.remedy import Import


def ending(machine: Machine, scope: Scope) -> Import | str | None:
    """How the end of the life that a scope belongs to is told: a method's name, an import that takes a callback, or
    nothing where the code of the scope returns its clean-up.
    """
    owner = scope.enclosing("effect", "mount")
    if owner is None:
        return None
    if owner.kind == "mount":
        return next((_unmount(machine, owner) for c in machine.program.classes if c.name_span == owner.span), None)
    entry = next((e for e in machine.registrations.values() if e.span == owner.span), None)
    if entry is None or entry.cleanup == "returned":
        return None
    framework = next((f for f in machine.knowledge.frameworks if f.id == entry.framework), None)
    if framework is None:
        return None
    return _import(machine, owner.span, framework, "unmount") or _import(machine, owner.span, framework, "stop")


def offered(machine: Machine, place: Span, role: Role) -> Import | None:
    """The name by which a framework that the file of a place imports offers a role; else the first that renders."""
    modules = machine.tables.imported(machine.tables.module_at(place.start).function)
    renders = [f for f in machine.knowledge.frameworks if any(s.renders for s in f.function)]
    used = [f for f in renders if any(machine.knowledge.belongs(m, f.packages) for m in modules)]
    return next((found for f in used or renders if (found := _import(machine, place, f, role))), None)


def _unmount(machine: Machine, owner: Scope) -> str | None:
    """The method that a framework calls at the end of the life of a class."""
    made = next(c for c in machine.program.classes if c.name_span == owner.span)
    found = class_scope(machine, made)
    methods = found[1].calls if found is not None else {}
    return next((name for name, phase in methods.items() if phase == "unmount" and name.isidentifier()), None)


def _import(machine: Machine, place: Span, framework: Framework, role: Role) -> Import | None:
    """A name for a role, from the module the file of the place imports already where there is one."""
    names = [name for call in framework.call if call.role == role and not call.method for name in call.names]
    if not names:
        return None
    known = [
        (module, name)
        for module, name in machine.tables.imports(machine.tables.module_at(place.start).function).values()
        if machine.knowledge.belongs(module, framework.packages)
    ]
    for module, name in known:
        if name in names:
            return Import(module, name)
    package = framework.packages[0].partition(":")[2]
    module = next((m for m, _ in known if m == package), known[0][0] if known else package)
    return Import(module, names[0])
