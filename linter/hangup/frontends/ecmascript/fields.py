"""The fields a class declares."""

from __future__ import annotations

from hangup.frontends.ecmascript.context import Context
from hangup.frontends.ecmascript.names import property_name
from hangup.frontends.ecmascript.parse import Node, field, has_token, parts
from hangup.frontends.ecmascript.types import annotation_of, cast_type
from hangup.ir.program import FieldType

_LITERALS = frozenset({"string", "number", "true", "false", "null", "undefined"})
_MODIFIERS = ("accessibility_modifier", "override_modifier", "readonly")


def is_field(node: Node) -> bool:
    return node.type in {"public_field_definition", "field_definition"}


def is_given(node: Node) -> bool:
    """Whether others may set a field before anything runs: a decorator says so, and what it has is the default."""
    initial = field(node, "value")
    modifiers = [child for child in node.children if child.type == "accessibility_modifier"]
    own = any(has_token(modifier, "private", "protected") for modifier in modifiers)
    return has_token(node, "decorator") and initial is not None and initial.type in _LITERALS and not own


def field_name(node: Node) -> Node | None:
    """The name of a field, in the shape of either grammar."""
    return field(node, "name") or field(node, "property")


def declared_fields(ctx: Context, body: Node | None) -> tuple[FieldType, ...]:
    """Fields with the names of their types, those that constructor parameters declare included."""
    found: list[FieldType] = []
    for child in parts(body) if body is not None else ():
        if is_field(child):
            name = property_name(ctx, field_name(child))
            annotation = annotation_of(child) or cast_type(field(child, "value"))
            if name is not None:
                found.append(FieldType(name, annotation))
        elif child.type == "method_definition" and property_name(ctx, field(child, "name")) == "constructor":
            found.extend(_parameter_fields(ctx, field(child, "parameters")))
    return tuple(found)


def _parameter_fields(ctx: Context, parameters: Node | None) -> list[FieldType]:
    found: list[FieldType] = []
    for parameter in parts(parameters) if parameters is not None else ():
        pattern = field(parameter, "pattern")
        if pattern is not None and pattern.type == "identifier" and is_property_parameter(parameter):
            found.append(FieldType(ctx.text(pattern), annotation_of(parameter)))
    return found


def is_property_parameter(parameter: Node) -> bool:
    """Whether TypeScript makes a field of a constructor's parameter."""
    return has_token(parameter, *_MODIFIERS)
