"""Which functions and classes of a file are scopes, by the shapes the catalogue gives for each framework."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from functools import lru_cache

from hangup.catalogue.globs import in_files
from hangup.catalogue.schema import ClassScope, Framework, FunctionScope
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.ir.program import Class, Function, Module


@lru_cache(maxsize=512)
def _name(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def release_at(machine: Machine, modules: Collection[str]) -> str:
    """Where a release is due at the latest in a file with these imports: where sessions end at log-out, there."""
    for framework in machine.knowledge.frameworks:
        if framework.release_at == "session" and any(machine.knowledge.belongs(m, framework.packages) for m in modules):
            return "session"
    return "component"


def module_scope(machine: Machine, module: Module) -> Scope:
    """The scope of a file's top-level code."""
    function = machine.program.functions[module.function]
    due = release_at(machine, machine.imported(function))
    for framework, scope in _fitting(machine, function):
        if scope.module and fits_function(machine, framework, scope, function):
            return Scope(
                "module", scope.runs, f"{framework.id} script", function.name_span, server=scope.server, release_at=due
            )
    return Scope("module", "once", "module", function.name_span, release_at=due)


def _fitting(machine: Machine, function: Function) -> tuple[tuple[Framework, FunctionScope], ...]:
    """What the functions of this one's file may be."""
    module = machine.tables.module_of(function.id).function
    found = machine.fitting.get(module)
    if found is None:
        shapes = machine.knowledge.function_scopes()
        found = machine.fitting[module] = tuple(shape for shape in shapes if fits_file(machine, shape[1], function))
    return found


def may_be(machine: Machine, function: Function, role: str) -> bool:
    """Whether functions of this one's file may have a role."""
    return any(scope.role == role for _, scope in _fitting(machine, function))


def fits_file(machine: Machine, scope: FunctionScope, function: Function) -> bool:
    """What depends on the function's file only: path, directives of the file, imports."""
    directives = _file_directives(machine, function)
    if not in_files(machine.path(function), scope.files, scope.unless_files):
        return False
    if scope.uses and machine.tables.globals_of(function.id).isdisjoint(scope.uses):
        return False
    if scope.unless_directive and scope.unless_directive in directives:
        return False
    return not scope.imports or any(machine.knowledge.belongs(m, scope.imports) for m in machine.imported(function))


def _file_directives(machine: Machine, function: Function) -> tuple[str, ...]:
    """The directives at the top of the function's file."""
    return machine.program.functions[machine.tables.module_of(function.id).function].directives


def fits_function(machine: Machine, framework: Framework, scope: FunctionScope, function: Function) -> bool:
    if scope.directive and scope.directive not in (*function.directives, *_file_directives(machine, function)):
        return False
    if scope.calls and not calls_package(machine, function, scope.calls):
        return False
    if scope.members and not mentions_member(machine, function, scope.members):
        return False
    if scope.decorators and not is_decorated(machine, function, framework.packages, scope.decorators):
        return False
    if scope.module:
        return True
    if scope.exported and not machine.exported.get(function.id):
        return False
    if scope.name and not _is_called_so(machine, framework, scope, function):
        return False
    if scope.renders and not renders(machine, function):
        return False
    annotations = {name for p in function.parameters for name in machine.program.cells[p.cell].annotation}
    if scope.types and annotations.isdisjoint(scope.types):
        return False
    parameters = [p.name for p in function.parameters if p.name not in ("self", "cls")]
    return not scope.parameters or parameters[: len(scope.parameters)] == scope.parameters


def _is_called_so(machine: Machine, framework: Framework, scope: FunctionScope, function: Function) -> bool:
    """Whether the name of a function fits. A default export without one has that of its file, as others call it; a
    component may be called anything then, and a hook may not.
    """
    exported_as = machine.exported.get(function.id, "")
    names = (function.name, exported_as) if scope.exported else (function.name,)
    if exported_as and function.name in ("default", "") and scope.role in ("component", "hook"):
        names = (posixpath.splitext(posixpath.basename(machine.path(function)))[0],)
        hooks = [other.name for other in framework.function if other.role == "hook"]
        anything = scope.role == "component" and scope.renders and function.id not in machine.log.handlers
        if anything and not any(_name(hook).fullmatch(names[0]) for hook in hooks):
            return True
    return any(_name(scope.name).fullmatch(name or "") for name in names)


def calls_package(machine: Machine, function: Function, packages: list[str]) -> bool:
    """Whether the function's own code calls something of one of the packages; decorators do not count."""
    return any(_calls_itself(machine, called, packages) for called in (function, *called_by(machine, function)))


def called_by(machine: Machine, function: Function) -> list[Function]:
    """The functions of the file that a function's own code refers to by name."""
    named = {f.name: f for f in machine.program.functions if f.parent == function.id}
    read = {machine.program.cells[cell].name for cell in machine.tables.kinds.loads(function)}
    return [named[name] for name in sorted(read & set(named))]


def _calls_itself(machine: Machine, function: Function, packages: list[str]) -> bool:
    for block in function.blocks:
        for operation in block.operations:
            if isinstance(operation, ops.Call) and operation.kind != "decorator":
                made = machine.definition(function, operation.callee)
                while isinstance(made, ops.GetAttr):
                    made = machine.definition(function, made.object)
                if isinstance(made, ops.Load) and not _is_decorator_factory(function, operation.result):
                    module = machine.imports(function).get(machine.program.cells[made.cell].name, ("", ""))[0]
                    if module and machine.knowledge.belongs(module, packages):
                        return True
    return False


def mentions_member(machine: Machine, function: Function, names: list[str]) -> bool:
    """Whether the function's own code looks up a member of one of these names."""
    return any(member.name in names for member in machine.tables.kinds.of(function, ops.GetAttr))


def is_decorated(machine: Machine, function: Function, packages: list[str], wanted: list[str]) -> bool:
    """Whether the function has one of these decorators, with or without arguments."""
    parent = machine.program.functions[function.id if function.parent is None else function.parent]
    for decorator in machine.tables.decorators(parent).get(function.id, ()):
        module, path = imported_path(machine, parent, spell_callee(machine, parent, decorator))
        spellings = machine.knowledge.spellings(module, path)
        if machine.knowledge.belongs(module, packages) and any(s in wanted for s in spellings):
            return True
    return False


def spell_callee(machine: Machine, function: Function, value: int) -> str:
    """The dotted name that is called, a call of it included (``@name(...)``); empty where it is no name."""
    names: list[str] = []
    made = machine.definition(function, value)
    while isinstance(made, ops.GetAttr | ops.Call):
        names += [made.name] if isinstance(made, ops.GetAttr) else []
        made = machine.definition(function, made.object if isinstance(made, ops.GetAttr) else made.callee)
    if not isinstance(made, ops.Load):
        return ""
    return ".".join([machine.program.cells[made.cell].name, *reversed(names)])


def _is_decorator_factory(function: Function, value: int) -> bool:
    return any(
        isinstance(operation, ops.Call) and operation.kind == "decorator" and operation.callee == value
        for block in function.blocks
        for operation in block.operations
    )


def renders(machine: Machine, function: Function) -> bool:
    """Whether the function makes elements or calls hooks itself."""
    for block in function.blocks:
        for operation in block.operations:
            if isinstance(operation, ops.Element):
                return True
            if isinstance(operation, ops.Call):
                made = machine.definition(function, operation.callee)
                name = ""
                if isinstance(made, ops.Load):
                    name = machine.program.cells[made.cell].name
                elif isinstance(made, ops.GetAttr | ops.Global):
                    name = made.name
                if re.fullmatch(r"use[A-Z]\w*", name):
                    return True
    return False


def function_scope(machine: Machine, function: Function, parent: Scope) -> tuple[FunctionScope, Scope] | None:
    """The scope a function is by its own shape. One on a server comes before one that is not."""
    if function.kind not in ("function", "arrow", "lambda", "method", "instance"):
        return None
    best: tuple[FunctionScope, Scope] | None = None
    known: list[Framework] | None = None
    for framework, scope in _fitting(machine, function):
        if scope.module or scope.instance != (function.kind == "instance"):
            continue
        if not fits_function(machine, framework, scope, function):
            continue
        shape = (scope.name, scope.files, scope.directive, scope.parameters, scope.decorators, scope.types)
        if not (any(shape) or scope.instance):
            continue
        if known is None:
            known = _known(machine, function)
        foreign = scope.role in ("component", "hook") and not scope.files and known and framework not in known
        if foreign and any(s.role == scope.role for f in known for s in f.function):
            continue  # another framework of this file has components of its own
        if best is None or (scope.server and not best[1].server):
            label = f"{scope.role} `{function.name}`"
            due = "session" if framework.release_at == "session" else parent.release_at
            span, server = function.name_span, scope.server
            best = (scope, Scope(scope.role, scope.runs, label, span, parent, server=server, release_at=due))
    return best


def _known(machine: Machine, function: Function) -> list[Framework]:
    """The frameworks that the function's file imports something of."""
    imported = machine.imported(function)
    return [f for f in machine.knowledge.frameworks if any(machine.knowledge.belongs(m, f.packages) for m in imported)]


def class_scope(machine: Machine, made: Class) -> tuple[Framework | None, ClassScope] | None:
    """The life cycle a class has by its decorators, bases (or those of a base of the program) or name, or as the object
    of methods it was made from.
    """
    if made.id in machine.shapes:
        return None, machine.shapes[made.id]
    pending, seen = [made], set[int]()
    while pending:
        current = pending.pop(0)
        if current.id in seen:
            continue
        seen.add(current.id)
        around = machine.program.functions[current.function]
        bases = [imported_path(machine, around, dotted) for dotted in current.bases]
        known = machine.knowledge.class_scope(bases, machine.decorators.get(current.id, ()))
        if known is not None:
            return known
        pending += [c for dotted in current.bases if (c := _class_called(machine, current, dotted)) is not None]
    return machine.knowledge.named_class(made.name, machine.imported(machine.program.functions[made.function]))


def bases_of(machine: Machine, made: Class) -> list[Class]:
    """The classes of the program that a class derives from, at once or through others."""
    found: list[Class] = []
    pending = [made]
    while pending:
        current = pending.pop()
        for dotted in current.bases:
            base = _class_called(machine, current, dotted)
            if base is not None and base not in found:
                found.append(base)
                pending.append(base)
    return found


def imported_path(machine: Machine, function: Function, dotted: str) -> tuple[str, tuple[str, ...]]:
    """The module (or an empty text) and the path that a dotted name of the function's file stands for."""
    first, _, rest = dotted.partition(".")
    module, name = machine.imports(function).get(first, ("", ""))
    path = (() if name in ("*", "") else (name,)) + (tuple(rest.split(".")) if rest else ())
    return module, path or (first,)


def _class_called(machine: Machine, made: Class, name: str) -> Class | None:
    """The class of the program that a name stands for in the file of another class."""
    variable = machine.tables.variable(machine.tables.module_of(made.function), name)
    variable = None if variable is None else machine.tables.declaration(variable)
    return None if variable is None else machine.tables.class_in.get(variable)
