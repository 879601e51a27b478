"""Where the nodes of a tree are, from one pass of libcst's code generation.

Its metadata providers would be ten times dearer.

Offsets count code points of the text. Keys are node identities, which hold as long as the tree does.
"""

from __future__ import annotations

from types import TracebackType

import libcst as cst
from libcst._nodes.internal import CodegenState

from hangup.records import dataclass, field

_SUITES = frozenset({cst.IndentedBlock, cst.SimpleStatementSuite})


@dataclass(slots=True)
class Positions:
    """``nodes``: start and end without surrounding parentheses. ``suites``: where a body begins, behind the colon."""

    nodes: dict[int, tuple[int, int]] = field(default_factory=dict[int, tuple[int, int]])
    suites: dict[int, int] = field(default_factory=dict[int, int])
    comments: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def of(self, node: cst.CSTNode) -> tuple[int, int]:
        return self.nodes[id(node)]

    def head_end(self, body: cst.BaseSuite) -> int:
        return self.suites[id(body)]


class _Place:
    """Notes where a node begins and ends while its code is generated."""

    __slots__ = ("_end", "_node", "_start", "_state")

    def __init__(self, state: _Recorder, node: cst.CSTNode, end: cst.CSTNode | None) -> None:
        self._state = state
        self._node = node
        self._end = end
        self._start = 0

    def __enter__(self) -> None:
        self._start = self._state.offset

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        nodes = self._state.positions.nodes
        here = (self._start, self._state.offset)
        nodes[id(self._node)] = (self._start, nodes.get(id(self._end), here)[1])


class _Recorder(CodegenState):
    """libcst's code generation with a running offset."""

    def __init__(self, module: cst.Module) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.offset = 0
        self.positions = Positions()

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.tokens.append(token)
            self.offset += len(token)

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        self.offset += len(value)

    def before_codegen(self, node: cst.CSTNode) -> None:
        if type(node) is cst.Comment:  # isinstance() is slow for libcst's abstract classes
            self.positions.comments.append((self.offset, node.value))
        elif type(node) in _SUITES:
            self.positions.suites[id(node)] = self.offset

    def record_syntactic_position(  # type: ignore[override]
        self,
        node: cst.CSTNode,
        *,
        start_node: cst.CSTNode | None = None,  # noqa: ARG002 (libcst passes it)
        end_node: cst.CSTNode | None = None,
    ) -> _Place:
        return _Place(self, node, end_node)


def locate(module: cst.Module, text: str) -> Positions:
    """The places of a tree's nodes in the text it was parsed from."""
    recorder = _Recorder(module)
    module._codegen(recorder)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] (there is no public way)
    generated = "".join(recorder.tokens)
    positions = recorder.positions
    if not text.startswith(generated.rstrip()):
        _realign(positions, generated, text)
    return positions


def _realign(positions: Positions, generated: str, text: str) -> None:
    """Mend offsets where libcst's output is not the text: it drops some white space, such as form feeds."""
    ink = [offset for offset, character in enumerate(text) if not character.isspace()]
    starts: list[int] = []
    ends: list[int] = []
    inked = 0
    for character in generated:
        starts.append(ink[min(inked, len(ink) - 1)])
        ends.append(ink[inked - 1] + 1 if inked else 0)
        if not character.isspace():
            inked += 1
    starts.append(len(text))
    ends.append(ink[-1] + 1)
    for node, (start, end) in positions.nodes.items():
        begin = starts[min(start, len(generated))]
        positions.nodes[node] = (begin, max(begin, ends[min(end, len(generated))]))
    for suite, start in positions.suites.items():
        positions.suites[suite] = ends[min(start, len(generated))]
    positions.comments = [(starts[start], comment) for start, comment in positions.comments]
