"""Builds functions block by block: the control flow both front ends share.

The builder knows loops, ``try``/``finally``, and jumps that run through pending ``finally`` bodies, so that a front
end only says *what* stands where. A ``finally`` body is lowered once; a ``completion`` cell remembers how it was
entered (normally, by an exception, by a jump) and a chain of branches behind it goes on accordingly.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from hangup.ir.operations import (
    BlockId,
    Branch,
    Caught,
    CellId,
    ClassId,
    Compare,
    Const,
    FunctionId,
    Jump,
    Load,
    Operation,
    Raise,
    Return,
    Store,
    Terminator,
    Value,
)
from hangup.ir.program import Block, Cell, Class, Function, Loop, Program
from hangup.model import Span
from hangup.records import dataclass, field


class ProgramBuilder:
    """Hands out functions, classes and cells with numbers that are unique in the program."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def function(self, name: str, kind: str, parent: FunctionId | None, span: Span, name_span: Span) -> FunctionBuilder:
        function = Function(len(self.program.functions), name, kind, parent, span, name_span)
        self.program.functions.append(function)
        return FunctionBuilder(self, function)

    def class_(self, name: str, function: FunctionId, bases: tuple[str, ...], span: Span, name_span: Span) -> Class:
        made = Class(len(self.program.classes), name, function, bases, span, name_span)
        self.program.classes.append(made)
        return made

    def cell(self, name: str, function: FunctionId, kind: str, span: Span, annotation: tuple[str, ...] = ()) -> CellId:
        cell = Cell(len(self.program.cells), name, function, kind, annotation, span)
        self.program.cells.append(cell)
        return cell.id


@dataclass(slots=True)
class _LoopFrame:
    label: str | None
    break_to: BlockId
    continue_to: BlockId | None
    depth: int  # how many finally frames stood when the loop began


@dataclass(slots=True)
class _FinallyFrame:
    entry: BlockId
    completion: CellId
    exits: dict[Terminator, int] = field(default_factory=dict[Terminator, int])  # each with its number


class FunctionBuilder:
    """Builds one function. ``current`` is the block being filled, or None after a jump (dead code is dropped)."""

    def __init__(self, program: ProgramBuilder, function: Function) -> None:
        self.program = program
        self.function = function
        self._values = 0
        self._handler: BlockId | None = None
        self._loops: list[_LoopFrame] = []
        self._finally: list[_FinallyFrame] = []
        self._entered: set[BlockId] = set()
        self.current: Block | None = None
        self.start(self.new_block())

    # ------------------------------------------------------------ blocks

    def new_block(self) -> BlockId:
        """A new block whose exceptions go to the handler in force here."""
        block = Block(len(self.function.blocks), self._handler)
        self.function.blocks.append(block)
        return block.id

    def start(self, block: BlockId) -> None:
        """Go on filling this block."""
        self.current = self.function.blocks[block]

    def start_if_entered(self, block: BlockId) -> None:
        """Go on filling this block if a jump or branch leads to it; otherwise what follows is unreachable."""
        self.current = self.function.blocks[block] if block in self._entered else None

    def emit(self, operation: Operation) -> None:
        if self.current is not None:
            self.current.operations.append(operation)

    def value(self) -> Value:
        """A fresh value number."""
        self._values += 1
        return self._values

    def terminate(self, terminator: Terminator) -> None:
        """End the current block; what follows until :meth:`start` is unreachable."""
        if self.current is not None:
            self.current.terminator = terminator
            if isinstance(terminator, Jump):
                self._entered.add(terminator.target)
            elif isinstance(terminator, Branch):
                self._entered.update((terminator.then, terminator.otherwise))
        self.current = None

    def jump(self, target: BlockId) -> None:
        self.terminate(Jump(target))

    def branch(self, condition: Value, then: BlockId, otherwise: BlockId, span: Span) -> None:
        self.terminate(Branch(condition, then, otherwise, span))

    @property
    def is_reachable(self) -> bool:
        return self.current is not None

    # ------------------------------------------------------------ conveniences

    def cell(self, name: str, kind: str, span: Span, annotation: tuple[str, ...] = ()) -> CellId:
        return self.program.cell(name, self.function.id, kind, span, annotation)

    def const(self, value: str | int | float | bool | None, span: Span) -> Value:
        result = self.value()
        self.emit(Const(result, value, span))
        return result

    def load(self, cell: CellId, span: Span) -> Value:
        result = self.value()
        self.emit(Load(result, cell, span))
        return result

    def store(self, cell: CellId, value: Value, span: Span) -> None:
        self.emit(Store(cell, value, span))

    def choose(self, condition: Value, then: Callable[[], Value], otherwise: Callable[[], Value], span: Span) -> Value:
        """A conditional expression: the value of whichever side runs. Short-circuit operators are made of it."""
        cell = self.cell("", "temporary", span)
        yes, no, after = self.new_block(), self.new_block(), self.new_block()
        self.branch(condition, yes, no, span)
        for block, side in ((yes, then), (no, otherwise)):
            self.start(block)
            self.store(cell, side(), span)
            self.jump(after)
        self.start(after)
        return self.load(cell, span)

    # ------------------------------------------------------------ loops

    @contextmanager
    def loop(
        self, kind: str, header: BlockId, break_to: BlockId, span: Span, *, continue_to: BlockId | None = None,
        label: str | None = None,
    ) -> Generator[None]:  # fmt: skip
        """The blocks made inside are a turn of the loop. ``continue`` goes to ``continue_to`` or the header."""
        first = len(self.function.blocks)
        target = header if continue_to is None else continue_to
        self._loops.append(_LoopFrame(label, break_to, target, len(self._finally)))
        try:
            yield
        finally:
            self._loops.pop()
            turn = {block.id for block in self.function.blocks[first:]} | {header}
            if continue_to is not None:
                turn.add(continue_to)
            self.function.loops.append(Loop(header, frozenset(turn - {break_to}), kind, span))

    @contextmanager
    def breakable(self, break_to: BlockId, label: str | None = None) -> Generator[None]:
        """A ``switch`` or a labelled block: ``break`` leaves it, ``continue`` does not stop here."""
        self._loops.append(_LoopFrame(label, break_to, None, len(self._finally)))
        try:
            yield
        finally:
            self._loops.pop()

    def break_(self, label: str | None = None) -> None:
        """Without a label, out of the innermost loop or ``switch``; a labelled block is left by its label alone.

        Where broken code leaves no loop around a jump, the jump is left out.
        """
        for frame in reversed(self._loops):
            is_labelled_block = frame.continue_to is None and frame.label is not None
            if frame.label == label if label is not None else not is_labelled_block:
                self._leave(Jump(frame.break_to), frame.depth)
                return

    def continue_(self, label: str | None = None) -> None:
        for frame in reversed(self._loops):
            if frame.continue_to is not None and (label is None or frame.label == label):
                self._leave(Jump(frame.continue_to), frame.depth)
                return

    # ------------------------------------------------------------ leaving

    def return_(self, value: Value | None, span: Span, *, implicit: bool = False) -> None:
        """Return, through every pending ``finally``."""
        if not self._finally or not self.is_reachable:
            self.terminate(Return(value, implicit, span))
            return
        cell = self.cell("return", "completion", span)
        self.store(cell, self.const(None, span) if value is None else value, span)
        exit_block = self._detached()
        here, self.current = self.current, self.function.blocks[exit_block]
        result = self.load(cell, span)
        self.terminate(Return(result, implicit, span))
        self.current = here
        self._leave(Jump(exit_block), 0)

    def raise_(self, value: Value | None, span: Span) -> None:
        """Raise: goes to the handler of the current block."""
        self.terminate(Raise(value, span))

    def _detached(self) -> BlockId:
        """A block outside all finally frames: its exceptions leave the function."""
        handler, self._handler = self._handler, None
        try:
            return self.new_block()
        finally:
            self._handler = handler

    def _leave(self, target: Jump, depth: int) -> None:
        """Go to ``target`` through the finally bodies above ``depth``, innermost first."""
        destination: Terminator = target
        for frame in self._finally[depth:]:
            number = self._exit_number(frame, destination)
            relay = self._relay(frame, number)
            destination = Jump(relay)
        self.terminate(destination)

    def _exit_number(self, frame: _FinallyFrame, destination: Terminator) -> int:
        return frame.exits.setdefault(destination, len(frame.exits))

    def _relay(self, frame: _FinallyFrame, number: int) -> BlockId:
        """A block that notes the way out and enters the finally body."""
        block = self._detached()
        here, self.current = self.current, self.function.blocks[block]
        span = Span(self.function.span.end, self.function.span.end)
        self.store(frame.completion, self.const(number, span), span)
        self.jump(frame.entry)
        self.current = here
        return block

    # ------------------------------------------------------------ exceptions

    def try_except(
        self, body: Callable[[], None], handle: Callable[[Value], None], span: Span,
        otherwise: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """``body`` with its exceptions given to ``handle``, which must end by re-raising what it does not match.

        ``otherwise`` runs behind a body that ends without an exception; its own exceptions are not handled here.
        """
        after = self.new_block()
        handler = self.new_block()
        self._guarded(handler, body)
        if otherwise is not None and self.is_reachable:
            otherwise()
        self.jump(after)
        self.start(handler)
        caught = self.value()
        self.emit(Caught(caught, span))
        handle(caught)
        self.jump(after)
        self.start_if_entered(after)

    def try_finally(
        self, body: Callable[[], None], final: Callable[[], None], span: Span, ended: Value | None = None
    ) -> None:
        """``body``, then ``final`` on every way out: normal, exception, return, break, continue.

        An exception goes on behind ``final``, unless the register ``ended``, set by ``final``, holds something true.
        """
        after = self.new_block()
        entry = self.new_block()
        handler = self.new_block()
        completion = self.cell("completion", "completion", span)
        error = self.cell("exception", "completion", span)
        frame = _FinallyFrame(entry, completion)
        self._finally.append(frame)
        self._guarded(handler, body)
        self._finally.pop()
        if self.is_reachable:
            self.store(completion, self.const(self._exit_number(frame, Jump(after)), span), span)
            self.jump(entry)
        self.start(handler)
        caught = self.value()
        self.emit(Caught(caught, span))
        reraise = self.new_block()
        self.store(completion, self.const(self._exit_number(frame, Jump(reraise)), span), span)
        self.store(error, caught, span)
        self.jump(entry)
        self.start(entry)
        final()
        self._dispatch(frame, span)
        self.start(reraise)
        if ended is not None:
            goes_on = self.new_block()
            self.branch(ended, after, goes_on, span)
            self.start(goes_on)
        self.raise_(self.load(error, span), span)
        self.start_if_entered(after)

    def _guarded(self, handler: BlockId, body: Callable[[], None]) -> None:
        """Run ``body`` with exceptions going to ``handler``; end in a block outside of it."""
        outer, self._handler = self._handler, handler
        start = self.new_block()
        self.jump(start)
        self.start(start)
        body()
        self._handler = outer
        if self.is_reachable:
            follow = self.new_block()
            self.jump(follow)
            self.start(follow)

    def _dispatch(self, frame: _FinallyFrame, span: Span) -> None:
        """Behind a finally body: go on the way it was entered."""
        for destination, number in frame.exits.items():
            if not self.is_reachable:
                return
            if number == len(frame.exits) - 1:
                self.terminate(destination)
                return
            same = self.value()
            self.emit(Compare(same, "==", self.load(frame.completion, span), self.const(number, span), span))
            hit, miss = self.new_block(), self.new_block()
            self.branch(same, hit, miss, span)
            self.start(hit)
            self.terminate(destination)
            self.start(miss)


def make_program(
    path: str,
    language: str,
    *,
    lazy_async: bool,
    constructor: str = "",
    missing_is_null: bool = False,
    calls_construct: bool = False,
    exit_raises: bool = False,
    live_imports: bool = False,
    empty_is_false: bool = False,
) -> ProgramBuilder:
    """A builder for one file of a language with these traits (see :class:`Program`)."""
    return ProgramBuilder(
        Program(
            path,
            language,
            lazy_async,
            constructor,
            missing_is_null,
            calls_construct,
            exit_raises,
            live_imports,
            empty_is_false,
        )
    )


__all__ = ["ClassId", "FunctionBuilder", "ProgramBuilder", "make_program"]
