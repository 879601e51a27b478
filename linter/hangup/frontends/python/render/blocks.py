"""Blocks and the statements in them: on lines of their own, behind a semicolon, or behind the colon of their block.

Statements are put under a new head, or taken away, by edits of the lines that they stand on. Strings over several lines
keep their text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

import libcst as cst

from hangup.frontends.draft import Draft
from hangup.frontends.python.render.page import Page, Suite, walk
from hangup.model import Span
from hangup.records import dataclass

_T = TypeVar("_T")


class CannotWrite(Exception):
    """The code has a shape that is not known."""


def needed(value: _T | None) -> _T:
    """A value that has to be there.

    Raises:
        CannotWrite: it is not.
    """
    if value is None:
        raise CannotWrite
    return value


@dataclass(frozen=True)
class Statement:
    """A simple statement, or a compound one with its decorators."""

    node: cst.CSTNode
    span: Span


class Block:
    """The statements of a suite, and how they are indented."""

    def __init__(self, page: Page, suite: cst.BaseSuite | cst.Module) -> None:
        if not isinstance(suite, Suite):
            raise CannotWrite
        self.page = page
        self.suite = suite
        self.statements = [Statement(node, _extent(page, node)) for node in _statements(suite)]

    @property
    def is_inline(self) -> bool:
        """Whether the statements stand behind the colon of what they belong to."""
        return isinstance(self.suite, cst.SimpleStatementSuite)

    @cached_property
    def unit(self) -> str:
        """One more step of indentation than that of the block."""
        if self.is_inline or isinstance(self.suite, cst.Module):
            return self.page.unit
        outer = self.page.layout.indent(self.page.span(needed(self.page.parent(self.suite))).start)
        inner = self.page.layout.indent(self.statements[0].span.start)
        return inner.removeprefix(outer) if inner != outer and inner.startswith(outer) else self.page.unit

    @cached_property
    def indent(self) -> str:
        """What lines of the block begin with; of an inline one, once it has lines of its own."""
        if self.is_inline:
            owner = self.page.span(needed(self.page.parent(self.suite))).start
            return self.page.layout.indent(owner) + self.unit
        return self.page.layout.indent(self.statements[0].span.start)

    def index(self, node: cst.CSTNode) -> int | None:
        """Which of the statements a node is, or is in."""
        span = self.page.span(node)
        return next((i for i, known in enumerate(self.statements) if known.span.contains(span)), None)

    def begins_line(self, index: int) -> bool:
        """Whether a statement is the first on its line."""
        return not self.is_inline and self.page.layout.starts_line(self.statements[index].span.start)

    def gap(self, index: int) -> Span:
        """What stands between a statement and what is in front of it on its line."""
        start = self.page.suite_start(self.suite) if index == 0 else self.statements[index - 1].span.end
        return Span(start, self.statements[index].span.start)

    def first_line(self, index: int) -> int:
        """Where the lines of a statement begin, with the comments above it but not the blank lines above those."""
        layout, data = self.page.layout, self.page.source.data
        line = layout.line_start(self.statements[index].span.start)
        floor = self.page.suite_start(self.suite) if index == 0 else self.statements[index - 1].span.end
        while True:
            before = layout.line_start(max(line - 1, 0))
            if line == 0 or before <= floor or not data[before:line].lstrip().startswith(b"#"):
                return line
            line = before

    def end(self, index: int) -> int:
        """Where the lines of a statement end: behind comments that belong to the block, if it is the last."""
        layout, data = self.page.layout, self.page.source.data
        end = layout.next_line(self.statements[index].span.end)
        if index < len(self.statements) - 1 or self.is_inline:
            return end
        width, line = len(self.indent.expandtabs()), end
        while line < len(data):
            text = data[line : layout.line_end(line)]
            if text.strip():
                if not text.lstrip().startswith(b"#") or len(layout.indent(line).expandtabs()) < max(width, 1):
                    return end
                end = layout.next_line(line)
            line = layout.next_line(line)
        return end


def block_of(page: Page, node: cst.CSTNode) -> tuple[Block, int]:
    """The block of the innermost statement a node is in, and which of its statements that is.

    Raises:
        CannotWrite: the node is in no statement.
    """
    statement = needed(page.statement(node))
    suite = page.parent(statement)
    if isinstance(suite, cst.SimpleStatementLine):
        suite = page.parent(suite)
    if not isinstance(suite, Suite):
        raise CannotWrite
    block = Block(page, suite)
    return block, needed(block.index(statement))


def _statements(suite: Suite) -> list[cst.CSTNode]:
    """Simple statements one by one, and compound ones."""
    if isinstance(suite, cst.SimpleStatementSuite):
        return list(suite.body)
    found: list[cst.CSTNode] = []
    for line in suite.body:
        found.extend(line.body if isinstance(line, cst.SimpleStatementLine) else [line])
    return found


def _extent(page: Page, node: cst.CSTNode) -> Span:
    span = page.span(node)
    if isinstance(node, cst.FunctionDef | cst.ClassDef) and node.decorators:
        span = span.cover(page.span(node.decorators[0]))
    return Span(span.start, max(span.end, page.span_end(node)))


# ---------------------------------------------------------------- a new head over statements


@dataclass(frozen=True)
class Frame:
    """Where statements go: under ``head``, with the lines of ``tail`` behind them.

    ``head`` and ``tail`` are lines without the indentation of the block; those of ``tail`` end in newlines.
    """

    head: str
    tail: str = ""


def enclose(draft: Draft, block: Block, first: int, last: int, frame: Frame, gone: Sequence[Span] = ()) -> None:
    """Put the statements from ``first`` to ``last`` under a head. ``gone`` are lines that are taken away in them."""
    head_of(draft, block, first, frame.head)
    for index in range(first + 1, last + 1):
        if not block.begins_line(index):
            draft.replace(block.gap(index), f"\n{block.indent}{block.unit}")
    indent_statements(draft, block, first, last, gone)
    tail_of(draft, block, last, frame.tail)


def head_of(draft: Draft, block: Block, first: int, head: str) -> None:
    """A line in front of a statement, which becomes the first of what is under it."""
    indent = block.indent
    for index in range(first):
        if block.is_inline:
            draft.replace(block.gap(index), f"\n{indent}")
    if not block.begins_line(first):
        draft.replace(block.gap(first), f"\n{indent}{head}\n{indent}{block.unit}")
    else:
        draft.insert(block.first_line(first), f"{indent}{head}\n")


def indent_statements(draft: Draft, block: Block, first: int, last: int, gone: Sequence[Span] = ()) -> None:
    """Indent the lines that begin in statements, but for those in strings and those that are taken away."""
    page = block.page
    start = block.first_line(first) if block.begins_line(first) else block.statements[first].span.start
    end = block.end(last) if _ends_line(block, last) else block.statements[last].span.end
    kept = [page.span(n) for s in block.statements[first : last + 1] for n in walk(s.node) if is_text(n)]
    draft.indent_lines(start, end, block.unit, (*kept, *(Span(span.start - 1, span.end) for span in gone)))


def tail_of(draft: Draft, block: Block, last: int, tail: str) -> None:
    """Lines behind a statement."""
    if not tail:
        return
    text = "".join(f"{block.indent}{line}".rstrip() + "\n" for line in tail.splitlines())
    if last + 1 < len(block.statements) and not block.begins_line(last + 1):
        draft.replace(block.gap(last + 1), f"\n{text}{block.indent}")
        return
    insert_lines(draft, block.end(last), text)


def insert_lines(draft: Draft, offset: int, text: str) -> None:
    """Insert whole lines at the beginning of a line, or behind a last line that has no line end."""
    data = draft.source.data
    if offset and offset == len(data) and not data.endswith((b"\n", b"\r")):
        text = f"\n{text}".removesuffix("\n")
    draft.insert(offset, text)


def is_text(node: cst.CSTNode) -> bool:
    """Whether a node is a string, whose lines are its own."""
    return isinstance(node, cst.SimpleString | cst.FormattedString)


def _ends_line(block: Block, index: int) -> bool:
    return index + 1 >= len(block.statements) or block.begins_line(index + 1)


# ---------------------------------------------------------------- taking statements away


class Removal:
    """Statements that are taken away together, and what their blocks look like without them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._found: dict[int, tuple[Block, set[int]]] = {}
        self.gone: list[Span] = []
        """The lines that go, once ``write`` has run."""

    def add(self, block: Block, index: int) -> None:
        """Take one statement away."""
        self._found.setdefault(id(block.suite), (block, set()))[1].add(index)

    def hollows(self) -> bool:
        """Whether nothing would stay in a ``finally``."""
        return any(
            len(indexes) == len(block.statements) and isinstance(self.page.parent(block.suite), cst.Finally)
            for block, indexes in self._found.values()
        )

    def forget(self, block: Block) -> None:
        """Leave a block alone, as all of it goes."""
        self._found.pop(id(block.suite), None)

    def left(self, block: Block) -> list[Statement]:
        """What stays of a block."""
        _, gone = self._found.get(id(block.suite), (block, set[int]()))
        return [statement for index, statement in enumerate(block.statements) if index not in gone]

    def write(self, draft: Draft) -> None:
        """Make the edits. A block of which nothing stays gets a ``pass``."""
        for block, indexes in self._found.values():
            kept = set(range(len(block.statements))) - indexes
            if not kept:
                draft.replace(block.statements[0].span, "pass")
            for line in _lines(block):
                gone = [index for index in line if index in indexes and (kept or index > 0)]
                if gone == line:
                    self._take_lines(draft, block, line)
                else:
                    _take_parts(draft, block, line, gone)

    def _take_lines(self, draft: Draft, block: Block, line: list[int]) -> None:
        """Take whole lines away, and one of two blank lines around them."""
        layout, data = self.page.layout, self.page.source.data
        start, end = block.statements[line[0]].span.start, block.statements[line[-1]].span.end
        lines = Span(layout.line_start(start), layout.next_line(end))
        after = data[lines.end : layout.line_end(lines.end)]
        before = layout.line_start(max(lines.start - 1, 0))
        is_gap = lines.start > 0 and not data[before : lines.start].strip()
        if is_gap and (not after.strip() or len(layout.indent(lines.end)) < len(block.indent)):
            lines = Span(before, lines.end)
        self.gone.append(lines)
        draft.delete(lines)


def _lines(block: Block) -> list[list[int]]:
    """The statements of a block that share lines, by their indexes."""
    found: list[list[int]] = []
    for index in range(len(block.statements)):
        if index == 0 or block.begins_line(index):
            found.append([])
        found[-1].append(index)
    return found


def _take_parts(draft: Draft, block: Block, line: list[int], gone: list[int]) -> None:
    """Take statements away from a line on which others stay, each with the semicolon that parted them."""
    first_kept = next(index for index in line if index not in gone)
    for index in gone:
        span = block.statements[index].span
        if index < first_kept:
            draft.delete(Span(span.start, block.statements[index + 1].span.start))
        else:
            draft.delete(Span(block.statements[index - 1].span.end, span.end))
