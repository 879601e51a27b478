"""The front end of a small language. Each line is one statement:

tuneIn home       makes a radio link called home, and tunes it in
tuneOut home      tunes it out
# a comment
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hangup.frontends import NotAnalysed
from hangup.ir import operations as ops
from hangup.ir.builder import FunctionBuilder, make_program
from hangup.ir.program import Comment, Program
from hangup.model import SourceFile, Span

_LINE = re.compile(rb"[ \t]*(?:(?P<verb>tuneIn|tuneOut) (?P<name>[a-z]+)|#(?P<comment>.*))?[ \t\r]*")


def lower(source: SourceFile) -> Program:
    """The program of a file. It is lowered to what the same would be in JavaScript."""
    builder = make_program(source.path, "ecmascript", lazy_async=False, missing_is_null=True)
    whole = Span(0, len(source.data))
    module = builder.function("", "module", None, whole, Span(0, 0))
    link = module.cell("RadioLink", "import", whole)
    module.store(link, _emitted(module, ops.Import(module.value(), "radio-link", "RadioLink", whole)), whole)
    cells: dict[str, int] = {}
    for line, found in _lines(source):
        if found["comment"] is not None:
            builder.program.comments.append(Comment(line, found["comment"].decode(errors="replace")))
        elif found["name"]:
            name, verb = found["name"].decode(), found["verb"].decode()
            builder.program.statements.append(line)
            cell = cells.get(name)
            if cell is None:
                cell = cells[name] = module.cell(name, "const", line)
            if verb == "tuneIn":
                made = ops.Call(module.value(), module.load(link, line), (), "new", (), line)
                module.store(cell, _emitted(module, made), line)
            bound = _emitted(module, ops.GetAttr(module.value(), module.load(cell, line), verb, line))
            promise = _emitted(module, ops.Call(module.value(), bound, (), "call", (), line))
            module.emit(ops.Await(module.value(), promise, line))
    module.return_(None, Span(whole.end, whole.end), implicit=True)
    return builder.program


def _lines(source: SourceFile) -> Iterator[tuple[Span, re.Match[bytes]]]:
    start = 0
    for line in source.data.split(b"\n"):
        found = _LINE.fullmatch(line)
        if found is None:
            raise NotAnalysed(
                "syntax error: a line must be `tuneIn NAME`, `tuneOut NAME` or a comment", Span(start, start)
            )
        yield Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip())), found
        start += len(line) + 1


def _emitted(module: FunctionBuilder, operation: ops.Import | ops.Call | ops.GetAttr) -> int:
    module.emit(operation)
    return operation.result
