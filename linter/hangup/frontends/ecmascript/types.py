"""Names in type annotations. Types are read for their names alone, never evaluated."""

from __future__ import annotations

from hangup.frontends.ecmascript.parse import Node, field, parts

_SKIPPED = frozenset({
    "object_type", "function_type", "constructor_type", "lookup_type", "type_predicate", "asserts", "infer_type",
    "template_literal_type", "index_type_query", "mapped_type_clause", "comment",
})  # fmt: skip
_TRANSPARENT = frozenset({
    "type_annotation", "intersection_type", "union_type", "parenthesized_type", "readonly_type",
})  # fmt: skip
_WRAPPERS = frozenset({"Readonly", "Partial", "Required", "PropsWithChildren", "React.PropsWithChildren"})


def type_names(node: Node | None) -> tuple[str, ...]:
    """The dotted names of a type in source order: ``Map<string, a.B> | null`` is Map, string, a.B, null.

    ``T[]`` reads as ``Array<T>``. The insides of function and object types are left out: what a value of such a type
    takes or holds is not what it is.
    """
    if node is None:
        return ()
    names: list[str] = []
    stack = [node]
    while stack:
        current = stack.pop()
        kind = current.type
        if kind in _SKIPPED:
            continue
        if kind in {"type_identifier", "predefined_type", "this_type", "null", "undefined", "identifier"}:
            names.append(_text(current))
        elif kind in {"nested_type_identifier", "nested_identifier"}:
            names.append(_dotted(current))
        elif kind == "member_expression":
            names.append(_member(current))
        elif kind in {"required_parameter", "optional_parameter", "rest_type"}:
            stack.extend(reversed([child for child in parts(current) if child.type != "identifier"]))
        else:
            if kind == "array_type":
                names.append("Array")
            stack.extend(reversed(current.named_children))
    return tuple(names)


def annotation_of(node: Node) -> tuple[str, ...]:
    """The names of the annotation a variable, parameter or field carries."""
    return type_names(field(node, "type"))


def declared_type(node: Node) -> Node | None:
    """The type inside an annotation, without parentheses."""
    annotation = field(node, "type")
    while annotation is not None and annotation.type in {"type_annotation", "parenthesized_type"}:
        annotation = next(iter(parts(annotation)), None)
    return annotation


def cast_type(value: Node | None) -> tuple[str, ...]:
    """The names of the type in ``value as T`` or ``<T>value``; none for ``as const``."""
    while value is not None and value.type in {"parenthesized_expression", "non_null_expression"}:
        value = next(iter(parts(value)), None)
    if value is None:
        return ()
    children = parts(value)
    if value.type == "as_expression" and len(children) == 2:
        return type_names(children[1])
    if value.type == "type_assertion" and children:
        return type_names(children[0])
    return ()


class Shapes:
    """The object types of a file by name: what the properties of a destructured parameter are."""

    def __init__(self, *roots: Node) -> None:
        self._roots = roots
        self._bodies: dict[str, Node] | None = None

    def properties(self, node: Node | None, budget: int = 8) -> dict[str, Node]:
        """The annotation of each property of a type, through the aliases and interfaces of the file."""
        found: dict[str, Node] = {}
        stack = [] if node is None else [node]
        while stack and budget:
            budget -= 1
            current = stack.pop()
            if current.type in {"object_type", "interface_body"}:
                for member in parts(current):
                    name, annotation = field(member, "name"), field(member, "type")
                    if member.type == "property_signature" and name is not None and annotation is not None:
                        found.setdefault(_text(name), annotation)
            elif current.type in {"type_identifier", "nested_type_identifier"}:
                body = self._named().get(_text(current))
                if body is not None:
                    stack.append(body)
            elif current.type == "generic_type":
                children = parts(current)
                if len(children) == 2 and _text(children[0]) in _WRAPPERS:
                    stack.extend(parts(children[1]))
                elif children:
                    stack.append(children[0])
            elif current.type in _TRANSPARENT:
                stack.extend(parts(current))
        return found

    def _named(self) -> dict[str, Node]:
        if self._bodies is None:
            self._bodies = {}
            for statement in [child for root in self._roots for child in root.named_children]:
                inner = field(statement, "declaration") if statement.type == "export_statement" else statement
                if inner is None or inner.type not in {"interface_declaration", "type_alias_declaration"}:
                    continue
                name = field(inner, "name")
                body = field(inner, "body" if inner.type == "interface_declaration" else "value")
                if name is not None and body is not None:
                    self._bodies[_text(name)] = body
        return self._bodies


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", errors="replace")


def _dotted(node: Node) -> str:
    return "".join(_text(node).split())


def _member(node: Node) -> str:
    """``typeof a.b`` is a.b; ``import("x").Y`` is Y."""
    inner = field(node, "object")
    name = field(node, "property")
    if inner is not None and inner.type in {"identifier", "member_expression", "nested_identifier"}:
        return _dotted(node)
    return _text(name) if name is not None else ""
