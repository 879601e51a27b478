"""Parameters: their cells, defaults, destructuring and the fields TypeScript makes of them."""

from __future__ import annotations

from hangup.frontends.ecmascript.context import Context
from hangup.frontends.ecmascript.fields import is_property_parameter
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.patterns import bind, with_default
from hangup.frontends.ecmascript.scopes import declare_pattern
from hangup.frontends.ecmascript.types import annotation_of, declared_type, type_names
from hangup.ir.operations import CellId, SetAttr
from hangup.ir.program import Parameter
from hangup.records import dataclass

_PATTERNS = frozenset({"object_pattern", "array_pattern"})


@dataclass(frozen=True, slots=True)
class Declared:
    """A parameter, the pattern it is taken apart by, and its default value."""

    parameter: Parameter
    pattern: Node
    default: Node | None
    is_property: bool


def declare_parameters(ctx: Context, nodes: list[Node], contextual: Node | None = None) -> list[Declared]:
    """Make the cells. ``contextual`` is the type the first parameter has from the annotation of the variable."""
    found: list[Declared] = []
    for node in nodes:
        pattern, default = _split(node)
        if pattern is None or pattern.type == "this" or node.type in {"ERROR", "decorator"}:
            continue
        kind = "positional"
        if pattern.type == "rest_pattern":
            kind, pattern = "rest", next(iter(parts(pattern)), pattern)
        type_node = declared_type(node)
        annotation = annotation_of(node)
        if type_node is None and contextual is not None and not found:
            type_node, annotation = contextual, type_names(contextual)
        name, cell = _cell(ctx, pattern, annotation)
        if pattern.type in _PATTERNS:
            declare_pattern(ctx, pattern, "local", (), type_node)
        parameter = Parameter(name, cell, kind, default is not None)
        found.append(Declared(parameter, pattern, default, is_property_parameter(node)))
    return found


def _split(node: Node) -> tuple[Node | None, Node | None]:
    """The pattern and the default, in the shape of either grammar."""
    if node.type in {"required_parameter", "optional_parameter"}:
        pattern = field(node, "pattern")
        if pattern is not None and pattern.type == "assignment_pattern":
            return field(pattern, "left"), field(pattern, "right")
        return pattern, field(node, "value")
    if node.type == "assignment_pattern":
        return field(node, "left"), field(node, "right")
    return node, None


def _cell(ctx: Context, pattern: Node, annotation: tuple[str, ...]) -> tuple[str, CellId]:
    if pattern.type != "identifier":
        return "", ctx.fb.cell("", "parameter", span_of(pattern), annotation)
    name = ctx.text(pattern)
    ctx.scope.names.pop(name, None)
    return name, ctx.declare(name, "parameter", span_of(pattern), annotation)


def lower_parameters(ctx: Context, declared: list[Declared]) -> None:
    """Apply the defaults and take patterns apart, in order."""
    fb = ctx.fb
    for each in declared:
        cell, span = each.parameter.cell, span_of(each.pattern)
        if each.default is not None:
            fb.store(cell, with_default(ctx, each.pattern, each.default, fb.load(cell, span)), span)
        if each.pattern.type in _PATTERNS:
            bind(ctx, each.pattern, fb.load(cell, span))


def assign_properties(ctx: Context, declared: list[Declared]) -> None:
    """``constructor(private client: Client)`` stores the argument in the field of that name."""
    this = ctx.fb.function.this
    for each in declared:
        if each.is_property and each.parameter.name and this is not None:
            span = span_of(each.pattern)
            target = ctx.fb.load(this, span)
            value = ctx.fb.load(each.parameter.cell, span)
            ctx.fb.emit(SetAttr(target, each.parameter.name, value, span))
