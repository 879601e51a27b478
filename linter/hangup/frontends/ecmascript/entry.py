"""Lowers one file."""

from __future__ import annotations

from collections.abc import Collection

from hangup.frontends.ecmascript import (
    access,
    classes,
    expressions,
    functions,
    jsx,
    loops,
    operators,
    statements,
    typescript,
)
from hangup.frontends.ecmascript.limits import check_bytes, room_to_lower
from hangup.frontends.ecmascript.parse import parse
from hangup.frontends.ecmascript.pieces import begin_file, end_file, lower_module, read_piece
from hangup.ir.program import Program
from hangup.model import SourceFile
from hangup.names import is_document

REGISTERED = (access, classes, expressions, functions, jsx, loops, operators, statements, typescript)
"""The modules whose import fills the dispatch tables."""


def lower(source: SourceFile, telling: Collection[str] | None = None) -> Program:
    """Lower a JavaScript or TypeScript file, or the scripts of a file that holds some in markup.

    ``telling``: see :func:`hangup.frontends.lower_excerpt`. Markup may name anything: its scripts are lowered whole.

    Raises:
        NotAnalysed: the file is too large, nested too deeply, or not UTF-8.
    """
    check_bytes(source)
    if is_document(source.path):
        from hangup.frontends.ecmascript.documents import read_document
        from hangup.frontends.ecmascript.lower_document import lower_document

        document = read_document(source)
        with room_to_lower():
            return lower_document(source, document)
    piece = read_piece(source.data, parse(source))
    with room_to_lower():
        ctx = begin_file(source, [piece])
        lower_module(ctx, piece, telling)
        return end_file(ctx, source)
