"""Notebooks as one module: the code cells in order, and scripts that are divided into cells."""

from __future__ import annotations

import re

from hangup.frontends.base import NotAnalysed
from hangup.frontends.python.decode import SourceText, refuse_null
from hangup.frontends.python.magics import plain
from hangup.model.notebook import Notebook, NotebookError
from hangup.records import dataclass

CELLS = "cells"
"""The directive of a module that people run in parts, again and again."""

_MARK = re.compile(r"^# ?%%", re.MULTILINE)
_REMEDY = "save it again with Jupyter, or exclude it"


@dataclass(frozen=True, slots=True)
class CellOffsets:
    """Turns offsets into the text of all cells into offsets into the notebook."""

    places: tuple[int, ...]
    total: int

    def __call__(self, offset: int) -> int:
        return self.places[min(offset, len(self.places) - 1)]


def join(notebook: Notebook) -> SourceText:
    """The code of a notebook as one text.

    Raises:
        NotAnalysed: the file is no notebook that can be read.
    """
    try:
        cells = notebook.cells
    except NotebookError as error:
        raise NotAnalysed(f"{error}: {_REMEDY}") from None
    text = "".join(plain(cell.text) + "\n" for cell in cells)
    source = SourceText(text, CellOffsets(notebook.offsets, len(notebook.data)), "utf-8")
    refuse_null(source)
    return source


def is_in_cells(source: SourceText) -> bool:
    """Whether a script is divided into cells by comments."""
    return _MARK.search(source.text) is not None
