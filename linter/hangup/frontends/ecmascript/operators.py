"""Operators: logic becomes branches, comparisons with meaning stay, arithmetic is opaque."""

from __future__ import annotations

from hangup.frontends.ecmascript.context import Context, expression
from hangup.frontends.ecmascript.literals import string_value
from hangup.frontends.ecmascript.names import give_name
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.patterns import Target
from hangup.ir.operations import BlockId, Delete, Value
from hangup.model import Span

_COMPARISONS = {
    "==": "==", "===": "==", "!=": "!=", "!==": "!=", "in": "in", "instanceof": "isinstance",
    "<": "<", "<=": "<=", ">": ">", ">=": ">=",
}  # fmt: skip
_STEPS = ("++", "--")
_LOGIC = frozenset({"&&", "||", "??"})


def operator_of(node: Node) -> str:
    sign = node.child_by_field_name("operator")
    return "" if sign is None else sign.type


@expression("binary_expression")
def lower_binary(ctx: Context, node: Node) -> Value:
    """A left-leaning chain of operators, from its innermost operand outwards."""
    links = [node]
    base = field(node, "left")
    while base is not None and base.type == "binary_expression":
        links.append(base)
        base = field(base, "left")
    innermost = links.pop()
    value = _typeof_test(ctx, innermost)
    if value is None:
        value = _apply(ctx, innermost, ctx.expression(base, innermost))
    for link in reversed(links):
        value = _apply(ctx, link, value)
    return value


def _apply(ctx: Context, node: Node, left: Value) -> Value:
    sign, right, span = operator_of(node), field(node, "right"), span_of(node)
    if sign in _LOGIC:
        return logic(ctx, sign, left, right, span)
    value = ctx.expression(right, node)
    known = _COMPARISONS.get(sign)
    if known is None:
        return ctx.opaque((left, value), span)
    return ctx.compare(known, left, value, node)


def logic(ctx: Context, sign: str, left: Value, right: Node | None, span: Span) -> Value:
    """``&&``, ``||`` and ``??``: the right side runs on one way only."""
    if sign == "&&":
        return ctx.fb.choose(left, lambda: ctx.expression(right), lambda: left, span)
    if sign == "||":
        return ctx.fb.choose(left, lambda: left, lambda: ctx.expression(right), span)
    return ctx.fb.choose(ctx.is_nothing(left, span), lambda: ctx.expression(right), lambda: left, span)


def _typeof_test(ctx: Context, node: Node) -> Value | None:
    """``typeof x === "undefined"`` asks whether x is nothing, ``typeof x === "function"`` of which type it is."""
    known = _COMPARISONS.get(operator_of(node))
    if known is None or known not in {"==", "!="}:
        return None
    sides = (field(node, "left"), field(node, "right"))
    for asked, text in (sides, sides[::-1]):
        if asked is None or text is None or asked.type != "unary_expression" or operator_of(asked) != "typeof":
            continue
        if text.type != "string":
            continue
        value = ctx.expression(field(asked, "argument"), asked)
        if string_value(ctx.text(text)) == "undefined":
            return ctx.compare(known, value, ctx.fb.const(None, span_of(text)), node)
        told = ctx.compare("typeof", value, ctx.expression(text), node)
        return told if known == "==" else ctx.negation(told, span_of(node))
    return None


@expression("unary_expression")
def lower_unary(ctx: Context, node: Node) -> Value:
    sign, argument, span = operator_of(node), field(node, "argument"), span_of(node)
    if sign == "delete":
        return _delete(ctx, node, argument)
    value = ctx.expression(argument, node)
    if sign == "!":
        return ctx.negation(value, span)
    if sign == "void":
        return ctx.fb.const(None, span)
    return ctx.opaque((value,), span)


def _delete(ctx: Context, node: Node, argument: Node | None) -> Value:
    while argument is not None and argument.type in {"parenthesized_expression", "non_null_expression"}:
        argument = next(iter(parts(argument)), None)
    span = span_of(node)
    if argument is None or argument.type not in {"member_expression", "subscript_expression"}:
        return ctx.opaque((ctx.expression(argument, node),), span)
    target = ctx.expression(field(argument, "object"), argument)
    index = field(argument, "index")
    if argument.type == "member_expression":
        name = field(argument, "property")
        ctx.fb.emit(Delete(target, "" if name is None else ctx.text(name), None, span))
    elif index is not None and index.type == "string":
        ctx.fb.emit(Delete(target, string_value(ctx.text(index)), None, span))
    else:
        ctx.fb.emit(Delete(target, None, ctx.expression(index, argument), span))
    return ctx.fb.const(True, span)


@expression("update_expression")
def lower_update(ctx: Context, node: Node) -> Value:
    argument = field(node, "argument")
    if argument is None:
        return ctx.opaque((), span_of(node))
    target = Target(ctx, argument)
    before = target.load()
    value = ctx.count(before, span_of(node), down=operator_of(node) == "--")
    target.store(value)
    return value if node.children[0].type in _STEPS else before


@expression("augmented_assignment_expression")
def lower_augmented(ctx: Context, node: Node) -> Value:
    """``a += b`` stores always, ``a ??= b`` on one way only."""
    left, right, span = field(node, "left"), field(node, "right"), span_of(node)
    if left is None:
        return ctx.expression(right, node)
    target = Target(ctx, left)
    before = target.load()
    sign = operator_of(node)[:-1]
    if sign not in _LOGIC:
        if sign in ("+", "-") and right is not None and right.type == "number" and ctx.text(right) == "1":
            value = ctx.count(before, span, down=sign == "-")
        else:
            value = ctx.opaque((before, ctx.expression(right, node)), span)
        target.store(value)
        return value

    def assign() -> Value:
        if left.type == "identifier":
            give_name(ctx, right, ctx.text(left), span_of(left))
        value = ctx.expression(right, node)
        target.store(value)
        return value

    if sign == "&&":
        return ctx.fb.choose(before, assign, lambda: before, span)
    condition = before if sign == "||" else ctx.is_nothing(before, span)
    if sign == "||":
        return ctx.fb.choose(condition, lambda: before, assign, span)
    return ctx.fb.choose(condition, assign, lambda: before, span)


@expression("ternary_expression")
def lower_ternary(ctx: Context, node: Node) -> Value:
    """``a ? b : c ? d : e``: the chain of last alternatives is walked in a loop."""
    fb, span = ctx.fb, span_of(node)
    cell = fb.cell("", "temporary", span)
    after = fb.new_block()
    current: Node | None = node
    while current is not None and current.type == "ternary_expression":
        then, otherwise = fb.new_block(), fb.new_block()
        branch_on(ctx, field(current, "condition"), then, otherwise, current)
        fb.start(then)
        fb.store(cell, ctx.expression(field(current, "consequence"), current), span)
        fb.jump(after)
        fb.start(otherwise)
        current = field(current, "alternative")
    fb.store(cell, ctx.expression(current, node), span)
    fb.jump(after)
    fb.start(after)
    return fb.load(cell, span)


def branch_on(ctx: Context, node: Node | None, then: BlockId, otherwise: BlockId, around: Node) -> None:
    """Branch on a condition; ``!``, ``&&`` and ``||`` in it become branches of their own."""
    while node is not None and node.type == "parenthesized_expression" and len(parts(node)) == 1:
        node = parts(node)[0]
    if node is not None and node.type == "unary_expression" and operator_of(node) == "!":
        branch_on(ctx, field(node, "argument"), otherwise, then, around)
        return
    sign = operator_of(node) if node is not None and node.type == "binary_expression" else ""
    if node is None or sign not in {"&&", "||"}:
        value = ctx.expression(node, around)
        ctx.fb.branch(value, then, otherwise, span_of(around if node is None else node))
        return
    operands: list[Node | None] = []
    current: Node | None = node
    while current is not None and current.type == "binary_expression" and operator_of(current) == sign:
        operands.append(field(current, "right"))
        current = field(current, "left")
    operands.append(current)
    for operand in operands[:0:-1]:
        follow = ctx.fb.new_block()
        if sign == "&&":
            branch_on(ctx, operand, follow, otherwise, around)
        else:
            branch_on(ctx, operand, then, follow, around)
        ctx.fb.start(follow)
    branch_on(ctx, operands[0], then, otherwise, around)
