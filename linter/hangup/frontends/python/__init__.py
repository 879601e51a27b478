"""The Python front end: libcst's tree to the IR. The only package that imports libcst."""

from __future__ import annotations

from hangup.frontends.python.cells import CELLS, is_in_cells, join
from hangup.frontends.python.decode import decode
from hangup.frontends.python.limits import check_size, check_text
from hangup.frontends.python.lowering import lower_module
from hangup.frontends.python.parse import parse
from hangup.frontends.python.stack import with_deep_stack
from hangup.ir.program import Program
from hangup.model import Notebook, SourceFile


def lower(source: SourceFile) -> Program:
    """Lower one Python file, or the Python cells of a notebook.

    Raises:
        NotAnalysed: the text cannot be decoded or parsed, or is over a stated limit.
    """
    if isinstance(source, Notebook):
        text = join(source)
        check_size(text.text.encode())
    else:
        check_size(source.data)
        text = decode(source.data)
    misplaced = check_text(text)
    directives = (CELLS,) if isinstance(source, Notebook) or is_in_cells(text) else ()
    return with_deep_stack(lambda: lower_module(source.path, parse(text, misplaced), directives))


__all__ = ["lower"]
