"""Links lowered files to one program: the functions of all, and imports that stand for the variables they name.

Where two files belong together is not known here: a :class:`Resolver` says which file a module name stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from hangup.ir.operations import (
    BlockId,
    Branch,
    CellId,
    Const,
    FunctionId,
    Global,
    Import,
    Jump,
    Operation,
    Return,
    Store,
)
from hangup.ir.program import DEFAULT, MODULE, STAR, Block, Export, Function, Member, Module, Program
from hangup.ir.relocate import Relocation, Shift
from hangup.model import Span
from hangup.records import replace

_NO_NAMES = frozenset({"temporary", "completion", "this"})


class Resolver(Protocol):
    """Which file a module name stands for. Paths are those of the programs."""

    def module(self, path: str, name: str) -> str | None:
        """The file that a file means by a module name; None for something outside."""
        ...

    def parent(self, path: str) -> tuple[str, str] | None:
        """The file of the package that a module is a member of, and its name there."""
        ...


def link(programs: Sequence[Program], resolver: Resolver) -> Program:
    """One program of all files, those that others import first.

    The order of what is given does not matter but for files that import each other, which keep it. All programs are
    of one language.
    """
    return _Linker(_with_packages(programs, resolver), resolver).link()


def imports_of(program: Program) -> Iterable[Import]:
    """The imports of a file, wherever they stand."""
    for function in program.functions:
        for block in function.blocks:
            for operation in block.operations:
                if isinstance(operation, Import):
                    yield operation


def _with_packages(programs: Sequence[Program], resolver: Resolver) -> list[Program]:
    """The programs, and an empty one for each package around them that has no code among them."""
    known = {program.path for program in programs}
    found = list(programs)
    for program in found:
        parent = resolver.parent(program.path)
        if parent is not None and parent[0] not in known:
            known.add(parent[0])
            found.append(_empty(parent[0], program))
    return found


def _empty(path: str, like: Program) -> Program:
    nowhere = Span(0, 0)
    block = Block(0, None, [], Return(None, implicit=True, span=nowhere))
    module = Function(MODULE, "", "module", None, nowhere, nowhere, blocks=[block])
    return replace(
        like,
        path=path, functions=[module], classes=[], cells=[], exports=[], comments=[], statements=[], problems=[],
    )  # fmt: skip


class _Linker:
    def __init__(self, programs: list[Program], resolver: Resolver) -> None:
        self._resolver = resolver
        self._programs = {program.path: program for program in programs}
        parents = {path: resolver.parent(path) for path in self._programs}
        self._members = {parent: path for path, parent in parents.items() if parent is not None}
        """The modules of packages, by the package's file and their name in it."""
        self._modules: dict[str, Module] = {}
        self._names: dict[str, dict[str, CellId]] = {}
        self._stars: dict[str, list[str]] = {}

    def link(self) -> Program:
        """The linked program; the given ones stay as they are."""
        first = next(iter(self._programs.values()))
        linked = replace(
            first,
            path="", functions=[], classes=[], cells=[], exports=[], comments=[], statements=[], problems=[],
            modules=[], requirements=[],
        )  # fmt: skip
        position = values = 0
        for path in self._order():
            program = self._programs[path]
            shift = Shift(len(linked.functions), len(linked.classes), len(linked.cells), values, position)
            Relocation(shift).into(program, linked)
            self._declare(program, shift)
            position += program.functions[MODULE].span.end + 1
            values += _values(program.functions[MODULE])
        for (parent, name), path in self._members.items():
            package = self._modules[parent]
            member = Member(name, self._modules[path].function)
            self._modules[parent] = replace(package, members=(*package.members, member))
        linked.modules = list(self._modules.values())
        self._resolve(linked)
        return linked

    def _order(self) -> list[str]:
        """The files, each behind those it imports at once; where they go round in a circle, as they were given."""
        ordered: dict[str, None] = {}
        begun: set[str] = set()
        for start in self._programs:
            stack = [(start, iter(self._imported(start)))] if start not in begun else []
            begun.add(start)
            while stack:
                path, rest = stack[-1]
                following = next((p for p in rest if p not in begun), None)
                if following is None:
                    stack.pop()
                    ordered[path] = None
                else:
                    begun.add(following)
                    stack.append((following, iter(self._imported(following))))
        return list(ordered)

    def _imported(self, path: str) -> list[str]:
        """The files that top-level code of this one imports, in order."""
        found: dict[str, None] = {}
        for block in _live_blocks(self._programs[path].functions[MODULE]):
            for operation in block.operations:
                if isinstance(operation, Import):
                    for target in self._files(path, operation):
                        found[target] = None
        return list(found)

    def _files(self, path: str, taken: Import) -> list[str]:
        """The file an import means, and the member of it, where its name is one."""
        target = self._resolver.module(path, taken.module)
        if target is None:
            return []
        found = (target, self._members.get((target, taken.name)))
        return [path for path in found if path is not None and path in self._programs]

    # ------------------------------------------------------------ what each file offers

    def _declare(self, program: Program, shift: Shift) -> None:
        span = program.functions[MODULE].span
        exports = tuple(Export(e.name, e.cell + shift.cells, e.whole) for e in program.exports)
        self._modules[program.path] = Module(
            MODULE + shift.functions, program.path, shift.position, span.end + shift.position, exports
        )
        names = {} if program.live_imports else _variables(program)  # a copy can be taken of any variable
        names |= {export.name: export.cell for export in program.exports if export.name != STAR}
        self._names[program.path] = {name: cell + shift.cells for name, cell in names.items()}
        self._stars[program.path] = list(_star_modules(program))

    # ------------------------------------------------------------ what imports stand for

    def _resolve(self, linked: Program) -> None:
        paths = {module.function: module.path for module in linked.modules}
        for function in linked.functions:
            if function.parent is not None:
                paths[function.id] = paths[function.parent]
            for block in function.blocks:
                block.operations = [self._resolved(paths[function.id], o) for o in block.operations]

    def _resolved(self, path: str, operation: Operation) -> Operation:
        match operation:
            case Import():
                target = self._resolver.module(path, operation.module)
                if target is None:
                    return operation
                if target not in self._programs:  # however a file of the project is named, it is one file
                    return replace(operation, module=f"./{target}")
                member = self._members.get((target, operation.name)) if target == path else None
                if member is not None:  # its own variable of this name is what the import fills
                    return replace(operation, namespace=self._modules[member].function)
                cell, namespace = self._find(target, operation.name)
                return replace(operation, cell=cell, namespace=namespace)
            case Global():
                for module in self._stars[path]:
                    target = self._resolver.module(path, module)
                    cell = None if target is None else self._cell(target, operation.name, frozenset())
                    if cell is not None:
                        return Import(operation.result, module, operation.name, operation.span, cell)
                return operation
            case _:
                return operation

    def _find(self, path: str, name: str) -> tuple[CellId | None, FunctionId | None]:
        """What a name of a file stands for: a variable, or a module as a whole."""
        module = self._modules[path]
        whole = next((export.cell for export in module.exports if export.whole), None)
        if name == STAR:
            return (whole, None) if whole is not None else (None, module.function)
        cell = self._cell(path, name, frozenset())
        if cell is not None:
            return cell, None
        member = self._members.get((path, name))
        if member is not None:
            return None, self._modules[member].function
        return (None, module.function) if name == DEFAULT and module.exports else (None, None)

    def _cell(self, path: str, name: str, seen: frozenset[str]) -> CellId | None:
        """The variable behind an exported name, through star exports."""
        if path in seen or path not in self._names:
            return None
        known = self._names[path].get(name)
        if known is not None or name == DEFAULT:
            return known
        for module in self._stars[path]:
            target = self._resolver.module(path, module)
            known = None if target is None else self._cell(target, name, seen | {path})
            if known is not None:
                return known
        return None


def _live_blocks(function: Function) -> list[Block]:
    """The blocks that may be run: not those behind a condition that is never true. In the order of the code."""
    constants = {o.result: o.value for block in function.blocks for o in block.operations if isinstance(o, Const)}
    pending, live = [function.entry], set[BlockId]()
    while pending:
        number = pending.pop()
        if number in live:
            continue
        live.add(number)
        block = function.blocks[number]
        pending += [] if block.handler is None else [block.handler]
        match block.terminator:
            case Jump(target=target):
                pending.append(target)
            case Branch(condition=condition, then=then, otherwise=otherwise):
                pending += [otherwise] if constants.get(condition, True) is False else [then, otherwise]
            case _:
                pass
    return [block for block in function.blocks if block.id in live]


def _values(module: Function) -> int:
    """How many value numbers top-level code takes."""
    results = [getattr(o, "result", None) or 0 for block in module.blocks for o in block.operations]
    return max(results, default=0)


def _variables(program: Program) -> dict[str, CellId]:
    """The variables of a file's top level by name."""
    cells = (cell for cell in program.cells if cell.function == MODULE and cell.kind not in _NO_NAMES)
    return {cell.name: cell.id for cell in cells if cell.name not in ("", STAR)}


def _star_modules(program: Program) -> Iterable[str]:
    """The modules all names of which a file takes over or passes on."""
    stars = {cell.id for cell in program.cells if cell.name == STAR and cell.kind == "import"}
    for block in program.functions[MODULE].blocks:
        taken = {o.result: o.module for o in block.operations if isinstance(o, Import)}
        for operation in block.operations:
            if isinstance(operation, Store) and operation.cell in stars and operation.value in taken:
                yield taken[operation.value]
