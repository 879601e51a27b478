"""The dotted names of type annotations, in source order."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from hangup.frontends.python.tree import children, dotted_name

_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_LITERALS = frozenset({"Literal", "typing.Literal", "typing_extensions.Literal"})


def annotation_names(annotation: cst.Annotation | None) -> tuple[str, ...]:
    """``Optional["StreamChat"]`` gives ``Optional`` and ``StreamChat``."""
    return () if annotation is None else tuple(_names(annotation.annotation))


def metadata(annotation: cst.Annotation | cst.BaseExpression | None) -> list[cst.BaseExpression]:
    """What ``Annotated[T, ...]`` carries behind the type: the part of an annotation that does something."""
    node = annotation.annotation if isinstance(annotation, cst.Annotation) else annotation
    if not isinstance(node, cst.Subscript) or dotted_name(node.value).rpartition(".")[2] != "Annotated":
        return []
    parts = [element.slice for element in node.slice[1:]]
    return [part.value for part in parts if isinstance(part, cst.Index) and part.star is None]


def _names(node: cst.CSTNode) -> Iterator[str]:
    name = dotted_name(node)
    if name:
        yield name
    elif isinstance(node, cst.SimpleString):
        yield from _NAME.findall(node.raw_value)
    elif isinstance(node, cst.Subscript) and dotted_name(node.value) in _LITERALS:
        yield dotted_name(node.value)
    elif isinstance(node, cst.Arg):
        yield from _names(node.value)
    else:
        for child in children(node):
            yield from _names(child)
