"""The Python front end: libcst's tree to the IR. The only package that imports libcst."""

from __future__ import annotations

from collections.abc import Collection

from hangup.frontends.excerpt import Part
from hangup.frontends.python.cells import CELLS, is_in_cells, join
from hangup.frontends.python.decode import decode
from hangup.frontends.python.excerpt import excerpt
from hangup.frontends.python.limits import check_size, check_text
from hangup.frontends.python.lowering import lower_module
from hangup.frontends.python.parse import parse
from hangup.frontends.python.stack import with_deep_stack
from hangup.ir.program import Program
from hangup.model import SourceFile
from hangup.model.notebook import Notebook


def lower(source: SourceFile, telling: Collection[str] | None = None) -> Program:
    """Lower one Python file, or the Python cells of a notebook.

    ``telling``: see :func:`hangup.frontends.lower_excerpt`.

    Raises:
        NotAnalysed: the text cannot be decoded or parsed, or is over a stated limit.
    """
    if isinstance(source, Notebook):
        text = join(source)
        check_size(text.text.encode())
    else:
        check_size(source.data)
        text = decode(source.data)
    misplaced, heads = check_text(text)
    directives = (CELLS,) if isinstance(source, Notebook) or is_in_cells(text) else ()
    gone: list[Part] = []
    if telling is not None and not directives and not isinstance(source, Notebook):
        text, gone = excerpt(text, heads, telling)
    program = with_deep_stack(lambda: lower_module(source.path, parse(text, misplaced), directives))
    program.left_out = tuple(part.declares for part in gone)
    program.results_left_out = tuple(part.declares for part in gone if part.is_exported_result)
    return program


__all__ = ["lower"]
