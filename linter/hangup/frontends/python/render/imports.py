"""Imports: a name that is there already, one more in a list, or a new line, in the groups and the order of the file."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import libcst as cst

from hangup.frontends.draft import Draft
from hangup.frontends.python.render.blocks import insert_lines
from hangup.frontends.python.render.names import taken
from hangup.frontends.python.render.page import Page
from hangup.frontends.python.tree import dotted_name
from hangup.model import Span
from hangup.model.remedy import Import
from hangup.records import dataclass

_FUTURE, _STANDARD, _FOREIGN, _OWN = range(4)


@dataclass(frozen=True)
class _Line:
    """An import statement on a line of the module's own."""

    node: cst.Import | cst.ImportFrom
    span: Span
    module: str

    @property
    def group(self) -> int:
        """Where isort puts it: ``__future__``, the standard library, packages, the project's own modules."""
        if isinstance(self.node, cst.ImportFrom) and self.node.relative:
            return _OWN
        return _group(self.module)

    @property
    def is_from(self) -> bool:
        return isinstance(self.node, cst.ImportFrom)


def is_imported(page: Page, module: str) -> bool:
    """Whether the module of the file imports a module or from it."""
    return any(line.module == module or line.module.startswith(f"{module}.") for line in _lines(page))


def imported(page: Page, draft: Draft, wanted: Import) -> str | None:
    """What a name is called in the file, imported where it is not yet; None where the name means something else."""
    lines = list(_lines(page))
    for line in lines:
        known = _known(line, wanted)
        if known is not None:
            return known
    if wanted.name in taken(page):
        return None
    for line in lines:
        if (
            line.module == wanted.module
            and line.is_from
            and line.group != _OWN
            and _extend(page, draft, line, wanted.name)
        ):
            return wanted.name
    _add_line(page, draft, lines, wanted)
    return wanted.name


def _lines(page: Page) -> Iterator[_Line]:
    """The imports among the module's own statements, not those under a condition."""
    for statement in page.module.body:
        if not isinstance(statement, cst.SimpleStatementLine):
            continue
        for node in statement.body:
            if isinstance(node, cst.Import):
                yield _Line(node, page.span(statement), dotted_name(node.names[0].name))
            elif isinstance(node, cst.ImportFrom):
                yield _Line(node, page.span(statement), dotted_name(node.module) if node.module is not None else "")


def _group(module: str) -> int:
    first = module.partition(".")[0]
    if first == "__future__":
        return _FUTURE
    return _STANDARD if first in sys.stdlib_module_names else _FOREIGN


def _known(line: _Line, wanted: Import) -> str | None:
    """What an import calls a name of its module."""
    if isinstance(line.node, cst.Import):
        for alias in line.node.names:
            if dotted_name(alias.name) == wanted.module:
                held = alias.asname.name if alias.asname is not None else None
                base = held.value if isinstance(held, cst.Name) else wanted.module
                return f"{base}.{wanted.name}"
        return None
    if line.module != wanted.module or line.node.relative:
        return None
    if isinstance(line.node.names, cst.ImportStar):
        return wanted.name
    for alias in line.node.names:
        if dotted_name(alias.name) == wanted.name:
            held = alias.asname.name if alias.asname is not None else None
            return held.value if isinstance(held, cst.Name) else wanted.name
    return None


def _extend(page: Page, draft: Draft, line: _Line, name: str) -> bool:
    """One more name in a list, by the alphabet where the others stand so."""
    if not isinstance(line.node, cst.ImportFrom) or isinstance(line.node.names, cst.ImportStar):
        return False
    aliases = line.node.names
    known = [dotted_name(alias.name) for alias in aliases]
    ordered = sorted(known) == known
    index = next((i for i, other in enumerate(known) if other > name), len(known)) if ordered else len(known)
    layout = page.layout
    spans = [page.span(alias) for alias in aliases]
    lines = len(spans) > 1 and layout.line_start(spans[0].start) != layout.line_start(spans[1].start)
    lines = lines or (len(spans) == 1 and line.node.lpar is not None and layout.starts_line(spans[0].start))
    gap = f",\n{layout.indent(spans[0].start)}" if lines else ", "
    if index < len(spans):
        draft.insert(spans[index].start, f"{name}{gap}")
    else:
        draft.insert(spans[-1].end, f"{gap}{name}")
    return True


def _add_line(page: Page, draft: Draft, lines: list[_Line], wanted: Import) -> None:
    """A line of its own in its group, behind the ``import`` lines and by the alphabet among the ``from`` lines."""
    text = f"from {wanted.module} import {wanted.name}\n"
    group = _group(wanted.module)
    same = [line for line in lines if line.group == group]
    layout = page.layout
    if same:
        behind = [line for line in same if not line.is_from or line.module < wanted.module]
        if behind:
            insert_lines(draft, layout.next_line(behind[-1].span.end), text)
        else:
            insert_lines(draft, layout.line_start(same[0].span.start), text)
        return
    before = [line for line in lines if line.group < group]
    after = [line for line in lines if line.group > group]
    if before:
        insert_lines(draft, layout.next_line(before[-1].span.end), f"\n{text}")
    elif after:
        insert_lines(draft, layout.line_start(after[0].span.start), f"{text}\n")
    else:
        insert_lines(draft, *_top(page, text))


def _top(page: Page, text: str) -> tuple[int, str]:
    """Where the first import of a file goes: behind the comments and the text that describe the module."""
    layout, body = page.layout, page.module.body
    first = body[0] if body else None
    text_node = first.body[0] if isinstance(first, cst.SimpleStatementLine) else None
    if first is not None and isinstance(text_node, cst.Expr) and isinstance(text_node.value, cst.BaseString):
        return layout.next_line(page.span(first).end), f"\n{text}"
    return (layout.line_start(page.span(first).start) if first is not None else 0), f"{text}\n"
