"""The names other files can import."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.python.literals import string_value
from hangup.frontends.python.scopes import Scope
from hangup.ir.program import MODULE, Cell, Export


def find_exports(module: cst.Module, scope: Scope, cells: list[Cell]) -> list[Export]:
    """What ``__all__`` names if it is a literal, else every name that does not begin with an underscore.

    Star imports follow, as the name ``*``.
    """
    listed = _all_names(module)
    public = [name for name in scope.cells if not name.startswith("_")] if listed is None else listed
    exports = [Export(name, scope.cells[name]) for name in dict.fromkeys(public) if name in scope.cells]
    stars = (cell for cell in cells if cell.name == "*" and cell.function == MODULE)
    return exports + [Export("*", cell.id) for cell in stars]


def _all_names(module: cst.Module) -> list[str] | None:
    """The strings of ``__all__ = […]`` and ``__all__ += […]``; None if there is none or it is computed."""
    names: list[str] | None = None
    for line in module.body:
        if not isinstance(line, cst.SimpleStatementLine):
            continue
        for statement in line.body:
            match statement:
                case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value="__all__"))], value=value):
                    names = _strings(value)
                case cst.AnnAssign(target=cst.Name(value="__all__"), value=cst.BaseExpression() as value):
                    names = _strings(value)
                case cst.AugAssign(target=cst.Name(value="__all__"), value=value):
                    more = _strings(value)
                    names = None if names is None or more is None else names + more
                case _:
                    pass
    return names


def _strings(node: cst.BaseExpression) -> list[str] | None:
    if not isinstance(node, cst.List | cst.Tuple):
        return None
    found = [string_value(element.value) for element in node.elements]
    return None if None in found else [text for text in found if text is not None]
