"""What of a file can matter to its connections: the statements that are lowered where the file is looked at alone.

Most of a file that opens a connection is about something else. A declaration at top level is *idle* where it names
nothing that tells of a connection, nothing that code which does is called by, and no variable of the module, and where
nothing that stays names it. Running such code opens and closes nothing, and nobody who does can reach it. So a program
without it has the same lives; its parts are not parsed, lowered or gone through again and again.

Names are compared as words, wherever they stand: one too many keeps a statement that could go, and costs time only.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hangup.records import dataclass

ALWAYS = frozenset({"__aenter__", "__aexit__", "__enter__", "__exit__", "aclose", "close"})
"""Methods that close what blocks and stacks hold, whatever it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """A statement of top-level code: where it begins and ends, and the words in it.

    ``declares`` is the function or class that it declares and does nothing else; empty for other statements, which
    stay. ``binds`` are the variables that those set, which any code may share. ``is_exported_result``: other
    files can take what a declaration has made, and it is the result of a call.
    """

    start: int
    end: int
    words: frozenset[str]
    declares: str = ""
    binds: frozenset[str] = frozenset()
    is_exported_result: bool = False


def idle(parts: Sequence[Part], telling: Collection[str]) -> list[Part]:
    """The declarations that cannot matter. ``telling`` are the names with which code tells of connections."""
    left = [part for part in parts if _can_go(part)]
    staying = [part for part in parts if not _can_go(part)]
    hot = ALWAYS.union(telling, *(part.binds for part in staying))
    named = frozenset[str]().union(*(part.words for part in staying))
    while left:
        found = [part for part in left if part.declares in named or not hot.isdisjoint(part.words)]
        if not found:
            break
        hot |= {part.declares for part in found}
        named = named.union(*(part.words for part in found))
        left = [part for part in left if part.declares not in named]
    return left


def _can_go(part: Part) -> bool:
    """Whether it is a declaration, by a name that is looked for in other files as it is written."""
    return part.declares.isascii() and bool(part.declares)
