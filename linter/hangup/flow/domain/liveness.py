"""Which variables and registers of a function are still read behind a block: the others need not be carried on.

What nothing reads cannot tell two states apart, and must not have a block run again when it changes. These are the
live variables of the textbooks (Aho, Lam, Sethi, Ullman: "Compilers", 9.2.5), block by block.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from hangup.ir import operations as ops
from hangup.ir.program import Block, Function, Program
from hangup.ir.shape import values_read

Edges = Mapping[tuple[int, int], tuple[int, ...]]
"""By block and the block behind it: the variables that may be set there and that nothing reads from there on."""


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


# ---------------------------------------------------------------- registers


def dropped_registers(function: Function) -> dict[int, tuple[int, ...]]:
    """The registers that nothing behind a block reads, by the block that sets them."""
    home: dict[int, int] = {}
    for block in function.blocks:
        for operation in block.operations:
            result: int | None = getattr(operation, "result", None)
            if result is not None:
                home[result] = block.id
    carried: set[int] = set()
    for block in function.blocks:
        for record in (*block.operations, block.terminator):
            for number in values_read(record):
                if home.get(number) != block.id:
                    carried.add(number)
    made: dict[int, list[int]] = {block.id: [] for block in function.blocks}
    for register, block_id in home.items():
        if register not in carried:
            made[block_id].append(register)
    return {block_id: tuple(registers) for block_id, registers in made.items()}


# ---------------------------------------------------------------- variables


def unshared_cells(program: Program) -> dict[int, frozenset[int]]:
    """By function: the variables it declares and no other one sees. Those of files are open to all."""
    shared: set[int] = set()
    for function in program.functions:
        for block in function.blocks:
            for operation in block.operations:
                if isinstance(operation, ops.Load | ops.Store) and (
                    function.parent is None or program.cells[operation.cell].function != function.id
                ):
                    shared.add(operation.cell)
    found: dict[int, set[int]] = {}
    for cell in program.cells:
        if cell.kind in ("local", "const", "parameter", "temporary", "completion") and cell.id not in shared:
            found.setdefault(cell.function, set()).add(cell.id)
    return {
        function.id: frozenset(found.get(function.id, ()))
        for function in program.functions
        if function.parent is not None
    }


def dead_cells(function: Function, own: Collection[int]) -> Edges:
    """Those of a function's own variables that die on the way from one block to the next."""
    if not own:
        return {}
    read: dict[int, set[int]] = {}
    written: dict[int, set[int]] = {}
    for block in function.blocks:
        reads, writes = read.setdefault(block.id, set()), written.setdefault(block.id, set())
        for operation in block.operations:
            if isinstance(operation, ops.Store):
                writes.add(operation.cell)
            elif isinstance(operation, ops.Load) and operation.cell not in writes:
                reads.add(operation.cell)
    live = {block.id: set(read[block.id]) for block in function.blocks}
    pending = [block.id for block in function.blocks]
    before: dict[int, set[int]] = {block.id: set() for block in function.blocks}
    for block in function.blocks:
        for following in successors(block):
            before[following].add(block.id)
    while pending:
        block = function.blocks[pending.pop()]
        fresh = set(read[block.id])
        for following in successors(block):
            # an operation in the middle may lead to the handler, with what was not written over yet
            fresh |= live[following] if following == block.handler else live[following] - written[block.id]
        if fresh - live[block.id]:
            live[block.id] |= fresh
            pending += before[block.id]
    return dict(_edges(function, own, live, written))


def _edges(
    function: Function, own: Collection[int], live: Mapping[int, set[int]], written: Mapping[int, set[int]]
) -> Iterator[tuple[tuple[int, int], tuple[int, ...]]]:
    for block in function.blocks:
        held = live[block.id] | written[block.id]
        for following in set(successors(block)):
            dead = (held - live[following]).intersection(own)
            if dead:
                yield (block.id, following), tuple(sorted(dead))
