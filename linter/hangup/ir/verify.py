"""Checks that a program is well-formed. Front ends are tested with it; the analysis relies on what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import Protocol

from hangup.ir.operations import Branch, Caught, Import, Jump, Raise, Unreachable
from hangup.ir.program import Block, Cell, Class, Function, Program
from hangup.ir.shape import references, spans


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


def verify(program: Program, length: int) -> list[str]:
    """What is wrong with a program lowered from ``length`` bytes, in words; nothing if it is well-formed.

    Operands are checked in the blocks that some path reaches: the builder drops dead code, and may leave an operand
    of it without a definition. A block that some path reaches must not end in ``Unreachable``.
    """
    problems = [
        *_numbering("function", program.functions),
        *_numbering("class", program.classes),
        *_numbering("cell", program.cells),
        *_spans(program, length),
    ]
    known = _Known(program)
    for cell in program.cells:
        problems += known.missing(f'cell {cell.id} "{cell.name}"', [("FunctionId", cell.function)])
    for class_ in program.classes:
        problems += known.missing(f'class {class_.id} "{class_.name}"', [("FunctionId", class_.function)])
    for export in program.exports:
        problems += known.missing(f'export "{export.name}"', [("CellId", export.cell)])
    for function in program.functions:
        problems += _function(known, function)
    return problems


def _numbering(what: str, items: Sequence[_Numbered], where: str = "") -> Iterator[str]:
    """Numbers are positions, and so unique."""
    for number, times in Counter(item.id for item in items).items():
        if times > 1:
            yield f"{where}{what} {number} is declared {times} times"
    for position, item in enumerate(items):
        if item.id != position:
            yield f"{where}{what} {item.id} stands at position {position}"


def _spans(program: Program, length: int) -> Iterator[str]:
    for span in spans(program):
        if not 0 <= span.start <= span.end <= length:
            yield f"span {span.start}:{span.end} is not inside the file of {length} bytes"


class _Known:
    """What a program declares, by number."""

    def __init__(self, program: Program) -> None:
        self.functions: dict[int, Function] = {function.id: function for function in program.functions}
        self.classes: dict[int, Class] = {class_.id: class_ for class_ in program.classes}
        self.cells: dict[int, Cell] = {cell.id: cell for cell in program.cells}

    def missing(self, where: str, numbers: list[tuple[str, int]]) -> Iterator[str]:
        """Functions, classes and cells that are named and not declared."""
        declared: dict[str, Container[int]] = {
            "FunctionId": self.functions,
            "ClassId": self.classes,
            "CellId": self.cells,
        }
        for kind, number in numbers:
            if kind in declared and number not in declared[kind]:
                yield f"{where}: {kind[:-2].lower()} {number} does not exist"

    def visible_from(self, function: Function) -> set[int]:
        """The function and the functions around it: their cells may be read and written."""
        seen: set[int] = set()
        current: Function | None = function
        while current is not None and current.id not in seen:
            seen.add(current.id)
            current = None if current.parent is None else self.functions.get(current.parent)
        return seen


def _function(known: _Known, function: Function) -> Iterator[str]:
    where = f'function {function.id} "{function.name}"'
    yield from _numbering("block", function.blocks, f"{where}: ")
    blocks = {block.id: block for block in function.blocks}
    named = [("FunctionId", function.parent), ("ClassId", function.class_id), ("CellId", function.this)]
    named += [("CellId", parameter.cell) for parameter in function.parameters]
    yield from known.missing(where, [(kind, number) for kind, number in named if number is not None])
    own = [("parameter", parameter.name, parameter.cell) for parameter in function.parameters]
    if function.this is not None:
        own.append(("receiver", "this", function.this))
    for what, name, number in own:
        cell = known.cells.get(number)
        if cell is not None and cell.function != function.id:
            yield f'{where}: {what} "{name}" has cell {number}, which belongs to function {cell.function}'
    if function.entry not in blocks:
        yield f"{where}: entry block {function.entry} does not exist"
    for loop in function.loops:
        for block_id in sorted(loop.blocks | {loop.header}):
            if block_id not in blocks:
                yield f"{where}: block {block_id} of a loop does not exist"
    visible = known.visible_from(function)
    for block in function.blocks:
        yield from _block(known, visible, blocks, block, f"{where}, block {block.id}")
    yield from _values(function, blocks, where)


def _block(known: _Known, visible: set[int], blocks: dict[int, Block], block: Block, where: str) -> Iterator[str]:
    """Everything a block names exists, and a caught exception stands first."""
    if block.handler is not None and block.handler not in blocks:
        yield f"{where}: handler {block.handler} does not exist"
    for position, item in enumerate([*block.operations, block.terminator]):
        numbers = list(references(item))
        yield from known.missing(where, numbers)
        for kind, number in numbers:
            if kind == "BlockId" and number not in blocks:
                yield f"{where}: block {number} does not exist"
            elif kind == "CellId" and number in known.cells and not _is_seen(known, visible, item, number):
                yield f"{where}: cell {number} belongs to function {known.cells[number].function}, which is not around"
        if isinstance(item, Caught) and position > 0:
            yield f"{where}: Caught is not the first operation"


def _is_seen(known: _Known, visible: set[int], item: object, cell: int) -> bool:
    """Whether an operation may name a cell: one of the functions around it, or (an import) one of another module."""
    owner = known.cells[cell].function
    if owner in visible:
        return True
    return isinstance(item, Import) and owner in known.functions and known.functions[owner].parent is None


def _values(function: Function, blocks: dict[int, Block], where: str) -> Iterator[str]:
    """Every value is computed once, and before it is used on some path."""
    results = Counter(
        result
        for block in function.blocks
        for operation in block.operations
        if (result := getattr(operation, "result", None)) is not None
    )
    for result, times in results.items():
        if times > 1:
            yield f"{where}: %{result} is assigned {times} times"
    for number, before in sorted(_computed_before(function, blocks).items()):
        block = blocks[number]
        computed = set(before)
        for item in [*block.operations, block.terminator]:
            for kind, value in references(item):
                if kind == "Value" and value not in computed:
                    fault = "is used before it is computed" if value in results else "is never computed"
                    yield f"{where}, block {number}: %{value} {fault}"
            result = getattr(item, "result", None)
            if result is not None:
                computed.add(result)
        if isinstance(block.terminator, Unreachable):
            yield f"{where}, block {number}: a path leads here and the block has no end"


def _computed_before(function: Function, blocks: dict[int, Block]) -> dict[int, set[int]]:
    """For each block that a path from the entry reaches, the values computed on some path to it."""
    before: dict[int, set[int]] = {}
    if function.entry not in blocks:
        return before
    before[function.entry] = set()
    pending = [function.entry]
    while pending:
        block = blocks[pending.pop()]
        after = set(before[block.id])
        after.update(
            result for operation in block.operations if (result := getattr(operation, "result", None)) is not None
        )
        for successor in _successors(block):
            if successor in blocks and (successor not in before or not after <= before[successor]):
                before.setdefault(successor, set()).update(after)
                pending.append(successor)
    return before


def _successors(block: Block) -> Iterator[int]:
    match block.terminator:
        case Jump(target):
            yield target
        case Branch(_, then, otherwise):
            yield then
            yield otherwise
        case _:
            pass
    if block.handler is not None and (block.operations or isinstance(block.terminator, Raise)):
        yield block.handler
