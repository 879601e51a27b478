"""The textual form of a program: written, read back, and compared in tests.

One operation a line, its fields in order::

    program "chat.ts" "ecmascript" constructor="constructor" missing_is_null
    function fn0 "" "module" none !0:80 !0:0
      block ^0 none
        %1 = import "stream-chat" "StreamChat" !9:19
        %2 = get_attr %1 "getInstance" !40:62
        %3 = call %2 [(%1 name="key")] "call" [] !40:67
        return none implicit !80:80

``%`` is a value, ``@`` a cell, ``^`` a block, ``fn`` a function, ``class`` a class, ``!`` a span. A flag is written
by its name where it is set; a field that has its default is left out; a record of one field needs no parentheses.
Indentation is for people. Blank lines and lines that begin with ``#`` are skipped. A span that is left out is 0:0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from hangup.ir.program import Block, Function, Program
from hangup.ir.shape import LINES, RECORDS, REFERENCES, Shape, shapes_of, word
from hangup.ir.text_reader import TextError, read
from hangup.model import Span

__all__ = ["TextError", "read", "write"]


def write(program: Program, *, spans: bool = True) -> str:
    """The program as text. Without ``spans``, spans are left out, and with them the list of statements."""
    return "\n".join(_Writer(spans).record("program", program, "")) + "\n"


class _Writer:
    def __init__(self, spans: bool) -> None:
        self._spans = spans

    def record(self, head: str, record: Any, indent: str) -> Iterator[str]:
        """The line of a record, and below it the lines of what it holds."""
        yield f"{indent}{' '.join([head, *self._fields(record)])}"
        inner = indent if isinstance(record, Program) else f"{indent}  "
        if isinstance(record, Program | Function):
            for shape in shapes_of(record):
                if shape.is_nested and (shape.kind != "Span" or self._spans):
                    for item in getattr(record, shape.name):
                        yield from self.record(LINES[shape.name], item, inner)
        elif isinstance(record, Block):
            for operation in (*record.operations, record.terminator):
                yield inner + self._operation(operation)

    def _operation(self, operation: object) -> str:
        line = " ".join([word(type(operation)), *self._fields(operation)])
        result = getattr(operation, "result", None)
        return line if result is None else f"%{result} = {line}"

    def _fields(self, record: Any) -> Iterator[str]:
        if isinstance(record, Span):
            yield self._scalar("Span", record)
            return
        for shape in shapes_of(record):
            held = getattr(record, shape.name)
            if shape.is_nested or shape.name == "result" or held == shape.default:
                continue
            if shape.kind == "bool":
                if held:
                    yield shape.name
            elif shape.kind != "Span" or self._spans:
                text = self._held(shape, held)
                yield text if shape.is_required else f"{shape.name}={text}"

    def _held(self, shape: Shape, held: Any) -> str:
        if not shape.container:
            return self._scalar(shape.kind, held)
        items = sorted(held) if shape.container == "frozenset" else held
        return f"[{' '.join(self._scalar(shape.kind, item) for item in items)}]"

    def _scalar(self, kind: str, held: Any) -> str:
        if held is None:
            return "none"
        if isinstance(held, Span):
            return f"!{held.start}:{held.end}"
        if kind in REFERENCES:
            return f"{REFERENCES[kind]}{held}"
        if kind in RECORDS:
            parts = list(self._fields(held))
            return parts[0] if len(parts) == 1 else f"({' '.join(parts)})"
        return _literal(held)


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        quoted = json.dumps(value, ensure_ascii=False)
        return re.sub(r"[\ud800-\udfff]", lambda match: f"\\u{ord(match.group()):04x}", quoted)
    if isinstance(value, int) and value.bit_length() > 64:
        return hex(value)  # decimal conversion of long numbers is limited
    return repr(value)
