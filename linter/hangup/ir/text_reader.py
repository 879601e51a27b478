"""Reads the textual form of a program; :mod:`hangup.ir.text` describes and writes it."""

from __future__ import annotations

import re
from ast import literal_eval
from typing import Any

from hangup.ir.operations import OPERATIONS, TERMINATORS
from hangup.ir.program import Function, Program
from hangup.ir.shape import LINES, RECORDS, REFERENCES, Shape, shapes, word
from hangup.model import Span

_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*"|[\[\]()]|\w+=|=|[^\s\[\]()="]+)\s*')
_OPERATIONS = {word(record): record for record in (*OPERATIONS, *TERMINATORS)}
_OWNERS = {
    LINES[shape.name]: (owner, shape) for owner in (Program, Function) for shape in shapes(owner) if shape.is_nested
}  # fmt: skip


class TextError(ValueError):
    """A text that is not the textual form of a program: which line, and what is wrong with it."""


def read(text: str) -> Program:
    """The program a text stands for.

    Raises:
        TextError: the text is not the textual form of a program.
    """
    program: Program | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            if program is None:
                program = _program(_Line(line))
            else:
                _add(program, _Line(line))
        except (ValueError, TypeError, IndexError, SyntaxError) as error:
            raise TextError(f"line {number}: {error}: {line.strip()}") from error
    if program is None:
        raise TextError("the text is empty")
    return program


def _program(line: _Line) -> Program:
    line.expect("program")
    made: Program = line.record(Program)
    line.finish()
    return made


def _add(program: Program, line: _Line) -> None:
    """Read one line and put what it says where it belongs: the program, its last function, that one's last block."""
    head, result = line.take(), None
    if head.startswith("%"):
        result = int(head[1:])
        line.expect("=")
        head = line.take()
    if head in _OPERATIONS:
        item: Any = line.record(_OPERATIONS[head], result)
        block = program.functions[-1].blocks[-1]
        if _OPERATIONS[head] in TERMINATORS:
            block.terminator = item
        else:
            block.operations.append(item)
    elif head in _OWNERS:
        owner, shape = _OWNERS[head]
        holder = program if owner is Program else program.functions[-1]
        item = line.record(RECORDS[shape.kind]) if shape.kind in RECORDS else line.scalar(shape.kind)
        getattr(holder, shape.name).append(item)
    else:
        raise ValueError(f"unknown word {head!r}")
    line.finish()


class _Line:
    """The tokens of one line, taken from the left."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = []
        position, text = 0, text.strip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise ValueError(f"unreadable from column {position + 1} on")
            self._tokens.append(match.group(1))
            position = match.end()
        self._tokens.reverse()

    def peek(self) -> str:
        """The next token, or an empty text at the end."""
        return self._tokens[-1] if self._tokens else ""

    def take(self) -> str:
        if not self._tokens:
            raise ValueError("the line ends too early")
        return self._tokens.pop()

    def expect(self, token: str) -> None:
        found = self.take()
        if found != token:
            raise ValueError(f"expected {token!r}, not {found!r}")

    def finish(self) -> None:
        if self._tokens:
            raise ValueError(f"unexpected {self.peek()!r}")

    def record(self, record: type[Any], result: int | None = None) -> Any:
        """A record from its fields in order."""
        given: dict[str, Any] = {} if result is None else {"result": result}
        for shape in shapes(record):
            if shape.is_nested or shape.name == "result":
                continue
            if shape.kind == "bool":
                given[shape.name] = self._flag(shape.name)
            elif shape.is_required:
                given[shape.name] = self._held(shape)
            elif self.peek() == f"{shape.name}=":
                self.take()
                given[shape.name] = self._held(shape)
        return record(**given)

    def _flag(self, name: str) -> bool:
        if self.peek() != name:
            return False
        self.take()
        return True

    def _held(self, shape: Shape) -> Any:
        if not shape.container:
            return self.scalar(shape.kind)
        items: list[Any] = []
        self.expect("[")
        while self.peek() != "]":
            items.append(self.scalar(shape.kind))
        self.take()
        return frozenset(items) if shape.container == "frozenset" else tuple(items)

    def scalar(self, kind: str) -> Any:
        """One value of the given kind."""
        if kind == "Span":
            return self._span()
        if kind in RECORDS:
            return self._inner(RECORDS[kind])
        token = self.take()
        if token == "none":
            return None
        if kind in REFERENCES:
            sign = REFERENCES[kind]
            if not token.startswith(sign):
                raise ValueError(f"expected {sign} and a number, not {token!r}")
            return int(token.removeprefix(sign))
        value = _read_literal(token)
        if kind == "str" and not isinstance(value, str):
            raise ValueError(f"expected a text, not {token!r}")
        return value

    def _span(self) -> Span:
        if not self.peek().startswith("!"):
            return Span(0, 0)
        start, _, end = self.take()[1:].partition(":")
        return Span(int(start), int(end))

    def _inner(self, record: type[Any]) -> Any:
        """A record in parentheses, or bare where it is one field."""
        if self.peek() != "(":
            return self.record(record)
        self.take()
        made = self.record(record)
        self.expect(")")
        return made


def _read_literal(token: str) -> str | int | float | bool:
    if token.startswith('"'):
        return str(literal_eval(token))
    if token in ("true", "false"):
        return token == "true"
    if re.fullmatch(r"-?(\d+|0x[0-9a-f]+)", token):
        return int(token, 0)
    return float(token)
