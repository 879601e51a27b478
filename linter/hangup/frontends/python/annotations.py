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
