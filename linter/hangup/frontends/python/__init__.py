"""The Python front end: libcst's tree to the IR. The only package that imports libcst."""

from __future__ import annotations

from hangup.frontends.python.decode import decode
from hangup.frontends.python.limits import check_size, check_text
from hangup.frontends.python.lowering import lower_module
from hangup.frontends.python.parse import parse
from hangup.frontends.python.stack import with_deep_stack
from hangup.ir.program import Program
from hangup.model import SourceFile


def lower(source: SourceFile) -> Program:
    """Lower one Python file.

    Raises:
        NotAnalysed: the text cannot be decoded or parsed, or is over a stated limit.
    """
    check_size(source.data)
    text = decode(source.data)
    misplaced = check_text(text)
    return with_deep_stack(lambda: lower_module(source.path, parse(text, misplaced)))


__all__ = ["lower"]
