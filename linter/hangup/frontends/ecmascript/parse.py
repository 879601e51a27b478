"""From bytes to a syntax tree, with the grammar that fits best."""

from __future__ import annotations

from functools import cache

from tree_sitter import Language, Node, Parser, Tree

from hangup.frontends.ecmascript.dialect import Disposal, repair, rewrite
from hangup.model import SourceFile, Span
from hangup.names import suffix_of
from hangup.records import dataclass

_TYPESCRIPT = frozenset({".ts", ".mts", ".cts"})
_MAX_RETRIED = 500_000
"""Larger files are parsed once: their errors are garbage or a bundle's, and each attempt takes seconds."""
_COMMENTS = frozenset({"comment", "html_comment"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A syntax tree, the grammar that made it, and the ``using`` declarations by offset."""

    tree: Tree
    grammar: str
    using: dict[int, Disposal]


def parse(source: SourceFile) -> Parsed:
    """Parse a file. JavaScript that its grammar rejects may be Flow, which the tsx grammar reads better."""
    suffix = suffix_of(source.path)
    if suffix in _TYPESCRIPT:
        return _parse(source.data, "typescript")
    if suffix == ".tsx":
        return _parse(source.data, "tsx")
    return parse_part(source.data, Span(0, len(source.data)), "javascript")


def parse_part(data: bytes, part: Span, grammar: str) -> Parsed:
    """Parse a part of a file, a script in markup. Offsets are those of the file: what stands before reads as space."""
    code = b" " * part.start + data[part.start : part.end]
    parsed = _parse(code, grammar)
    if grammar == "javascript" and parsed.tree.root_node.has_error and len(code) <= _MAX_RETRIED:
        other = _parse(code, "tsx")
        if count_errors(other.tree) < count_errors(parsed.tree):
            return other
    return parsed


def _parse(data: bytes, grammar: str) -> Parsed:
    dialect = rewrite(data, typescript=grammar != "javascript")
    parser = Parser(_language(grammar))
    tree = parser.parse(dialect.data)
    if tree.root_node.has_error and len(data) <= _MAX_RETRIED:
        mended = repair(dialect.data)
        if mended != dialect.data:
            other = parser.parse(mended)
            if count_errors(other) < count_errors(tree):
                tree = other
    return Parsed(tree, grammar, dialect.using)


@cache
def _language(grammar: str) -> Language:
    if grammar == "javascript":
        return Language(_grammar("tree_sitter_javascript", "language"))
    return Language(_grammar("tree_sitter_typescript", f"language_{grammar}"))


def _grammar(package: str, name: str) -> object:
    """A grammar of a package, from its compiled part alone: what the package imports to offer queries, which are not
    used here, takes four times as long.
    """
    from importlib.machinery import PathFinder
    from importlib.util import find_spec, module_from_spec

    around = find_spec(package)
    folders = around.submodule_search_locations if around is not None else None
    found = PathFinder.find_spec(f"{package}._binding", folders)
    if found is None or found.loader is None:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    binding = module_from_spec(found)
    found.loader.exec_module(binding)
    grammar: object = getattr(binding, name)()
    return grammar


def count_errors(tree: Tree) -> int:
    """How many outermost errors a tree has."""
    count = 0
    stack = [tree.root_node]
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            count += 1
        elif node.has_error:
            stack.extend(node.children)
    return count


def span_of(node: Node) -> Span:
    """The bytes of a node."""
    return Span(node.start_byte, node.end_byte)


def parts(node: Node) -> list[Node]:
    """The named children without comments."""
    return [child for child in node.named_children if child.type not in _COMMENTS]


def field(node: Node, name: str) -> Node | None:
    """The child in a field (never a comment)."""
    child = node.child_by_field_name(name)
    if child is not None and child.type in _COMMENTS:
        return next((each for each in node.children_by_field_name(name) if each.type not in _COMMENTS), None)
    return child


def has_token(node: Node, *tokens: str) -> bool:
    """Whether one of these words or signs is a direct child."""
    return any(child.type in tokens for child in node.children)


__all__ = ["Node", "Parsed", "count_errors", "field", "has_token", "parse", "parse_part", "parts", "span_of"]
