"""Whether a client, or something that lives on its connection, is handed on: then its end is not here."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.python.render.names import bound_in, declares, spoken, targets
from hangup.frontends.python.render.page import Page, own, walk
from hangup.frontends.python.tree import dotted_name

_FUNCTIONS = (cst.FunctionDef, cst.Lambda)
_LOOKING = frozenset({"len", "print", "str", "repr", "bool", "sum", "min", "max", "sorted", "list", "id", "type"})
"""Built-in functions that keep nothing of what they are given."""


def lively(page: Page, function: cst.CSTNode, handle: str) -> set[str]:
    """The names in a function of a client and of what is made from it."""
    found = {handle}
    while True:
        before = len(found)
        for node in own(function):
            value = _source(node)
            if value is not None and _carries(page, value, found):
                found |= {name for target in targets(node) for name in spoken(target)}
        if len(found) == before:
            return found


def _source(node: cst.CSTNode) -> cst.BaseExpression | None:
    """What a node's targets are made from."""
    if isinstance(node, cst.Assign | cst.AnnAssign | cst.NamedExpr):
        return node.value
    if isinstance(node, cst.For | cst.CompFor):
        return node.iter
    return node.item if isinstance(node, cst.WithItem) else None


def _carries(page: Page, value: cst.CSTNode, names: set[str]) -> bool:
    """Whether a value is a client, a part of it, or the result of one of its methods. Numbers and texts are not."""
    if isinstance(value, cst.Await):
        return not isinstance(value.expression, cst.Call) and _carries(page, value.expression, names)
    if isinstance(value, cst.Comparison | cst.UnaryOperation | cst.BaseString | cst.FormattedString):
        return False
    if isinstance(value, cst.Call):
        return isinstance(value.func, cst.Attribute) and is_of(value.func.value, names)
    if isinstance(value, cst.Attribute | cst.Subscript | cst.Name):
        return is_of(value, names)
    if isinstance(value, cst.Lambda):
        return _mentions(value, names)
    return any(_carries(page, inner, names) for inner in _parts(value))


def is_of(node: cst.CSTNode, names: set[str]) -> bool:
    """Whether an expression begins with one of some variables, or fields of ``self``."""
    if dotted_name(node) in names:
        return True
    if isinstance(node, cst.Attribute | cst.Subscript):
        return is_of(node.value, names)
    return isinstance(node, cst.Call) and is_of(node.func, names)


def _parts(value: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The values that a value is made of."""
    if isinstance(value, cst.Tuple | cst.List | cst.Set | cst.Dict):
        yield from (element.value for element in value.elements)
    elif isinstance(value, cst.IfExp):
        yield from (value.body, value.orelse)
    elif isinstance(value, cst.BooleanOperation):
        yield from (value.left, value.right)
    elif isinstance(value, cst.NamedExpr):
        yield value.value
    elif isinstance(value, cst.ListComp | cst.SetComp | cst.GeneratorExp):
        yield value.elt
    elif isinstance(value, cst.DictComp):
        yield value.value


def escapes(page: Page, function: cst.CSTNode, handle: str, opening: cst.CSTNode) -> bool:
    """Whether a function hands on a client or what is made from it, or lets the client call back.

    Handing it to a coroutine that is waited for hands on nothing.
    """
    names = lively(page, function, handle)
    given = any(isinstance(n, cst.Call) and n is not opening and _gives_away(page, n, names) for n in own(function))
    return given or _is_called_back(page, function, names) or is_kept(page, function, names)


def is_kept(page: Page, function: cst.CSTNode, names: set[str]) -> bool:
    """Whether a function returns a client, or puts it where it stays when the function has ended."""
    if any(declares(function, name) for name in names):
        return True
    for node in own(function):
        if isinstance(node, cst.Return) and node.value is not None and _hands_on(page, node.value, names):
            return True
        if isinstance(node, cst.Assign | cst.AnnAssign) and node.value is not None:
            outlives = any(not spoken(target) for target in targets(node))
            if outlives and _carries(page, node.value, names) and not _is_data(node.value, names):
                return True
    return False


def _hands_on(page: Page, value: cst.CSTNode, names: set[str]) -> bool:
    """Whether a returned value is alive: a client, or a coroutine of one that nobody has waited for."""
    if isinstance(value, cst.Call):
        return page.is_async(value) and _carries(page, value, names)
    if isinstance(value, cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp):
        elt = value.value if isinstance(value, cst.DictComp) else value.elt
        return isinstance(value, cst.GeneratorExp) or dotted_name(elt) in names or isinstance(elt, cst.Lambda)
    if _is_data(value, names):
        return False
    inner = list(_parts(value))
    return any(_hands_on(page, part, names) for part in inner) if inner else _carries(page, value, names)


def _is_data(value: cst.CSTNode, names: set[str]) -> bool:
    """Whether a value is read from a client and is none itself."""
    return isinstance(value, cst.Attribute | cst.Subscript) and dotted_name(value) not in names


def _gives_away(page: Page, call: cst.Call, names: set[str]) -> bool:
    """Whether a call is given a client, or a coroutine of one, and is not waited for itself."""
    if dotted_name(call.func) in _LOOKING or _is_awaited(page, call):
        return False
    for argument in call.args:
        value = argument.value
        if dotted_name(value) in names or (
            page.is_async(call) and isinstance(value, cst.Call) and _is_method(value, names)
        ):
            return True
        if any(dotted_name(part) in names for part in _parts(value)):
            return True
    return False


def _is_method(call: cst.Call, names: set[str]) -> bool:
    return isinstance(call.func, cst.Attribute) and dotted_name(call.func.value) in names


def _is_awaited(page: Page, call: cst.CSTNode) -> bool:
    """Whether a call is waited for, or is part of what is handed to one that is."""
    for outer in page.ancestors(call):
        if isinstance(outer, cst.Await):
            return True
        if isinstance(outer, cst.Lambda | cst.BaseSmallStatement | cst.BaseCompoundStatement):
            return False
    return False


def _is_called_back(page: Page, function: cst.CSTNode, names: set[str]) -> bool:
    """Whether functions inside hold the client, and nothing behind them waits on it."""
    registered = [n for n in own(function) if isinstance(n, cst.FunctionDef) and _is_registered(n, names)]
    if registered and not _ends_waiting(page, function, names):
        return True
    inner = [n for n in own(function) if isinstance(n, _FUNCTIONS) and _mentions(n, names - bound_in(n))]
    if not inner:
        return False
    last = max(page.span(n).end for n in inner)
    return not any(
        isinstance(n, cst.Await)
        and page.span(n).start > last
        and isinstance(n.expression, cst.Call)
        and isinstance(n.expression.func, cst.Attribute)
        and is_of(n.expression.func.value, names)
        for n in own(function)
    )


def _is_registered(function: cst.FunctionDef, names: set[str]) -> bool:
    """Whether a client's decorator takes a function, to call it when something comes."""
    return any(is_of(decorator.decorator, names) for decorator in function.decorators)


def _ends_waiting(page: Page, function: cst.CSTNode, names: set[str]) -> bool:
    """Whether a function waits in its end for a client, or for what is made from it."""
    said = [n for n in own(function) if isinstance(n, cst.Expr) and not _is_in_finally(page, n)]
    last = max(said, key=lambda n: page.span(n).start, default=None)
    awaited = last.value if last is not None else None
    return isinstance(awaited, cst.Await) and is_of(awaited.expression, names)


def _is_in_finally(page: Page, node: cst.CSTNode) -> bool:
    return any(isinstance(outer, cst.Finally) for outer in page.ancestors(node))


def _mentions(node: cst.CSTNode, names: set[str]) -> bool:
    return any(
        (isinstance(n, cst.Name) and n.value in names) or (isinstance(n, cst.Attribute) and dotted_name(n) in names)
        for n in walk(node)
    )
