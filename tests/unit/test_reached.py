"""Whether edits leave the calls alive that open connections."""

from __future__ import annotations

import pytest

from hangup.flow.facts import Opened
from hangup.model import Edit, Span
from hangup.reached import stay_reached

CONNECT = Opened(Span(10, 14), "acquire", "stream-chat/client")
MAKE = Opened(Span(2, 6), "create", "stream-chat/client")


def holds(
    after: set[Opened],
    *edits: tuple[int, int, str],
    before: Opened = CONNECT,
    sites: tuple[Span, ...] = (),
    superseded: tuple[Span, ...] = (),
    other: frozenset[Opened] = frozenset(),
    other_after: frozenset[Opened] = frozenset(),
) -> bool:
    return stay_reached(
        {"a.ts": frozenset({before}), "b.ts": other},
        {"a.ts": frozenset(after), "b.ts": other_after},
        [Edit("a.ts", Span(start, end), text) for start, end, text in edits],
        size=lambda edit: len(edit.text),
        sites=sites,
        superseded=superseded,
    )


def at(start: int, call: Opened = CONNECT) -> Opened:
    return Opened(Span(start, start + 4), call.kind, call.resource)


@pytest.mark.parametrize(
    ("edit", "moved"), [((0, 0, "12"), 12), ((10, 10, "12"), 12), ((0, 4, ""), 6), ((14, 14, "12"), 10)]
)
def test_a_connect_is_looked_for_where_it_has_moved_to(edit: tuple[int, int, str], moved: int) -> None:
    assert holds({at(moved)}, edit)
    assert not holds({at(moved + 1)}, edit)


def test_a_connect_that_nothing_reaches_any_more_is_none() -> None:
    assert not holds(set(), (2, 2, "return;"))


def test_a_connect_that_is_written_anew_may_stand_anywhere() -> None:
    assert holds({at(90)}, (8, 20, "…"))
    assert not holds(set(), (8, 20, "…"))


def test_another_connect_does_not_stand_for_the_one_that_is_lost() -> None:
    elsewhere = Opened(Span(10, 14), "acquire", "socket.io/socket")
    assert not holds({elsewhere}, (8, 20, "…"))


def test_what_a_fix_supersedes_may_go() -> None:
    assert holds(set(), (8, 20, "…"), superseded=(CONNECT.span,))
    assert not holds(set(), (8, 20, "…"), superseded=(MAKE.span,))


def test_a_client_that_nobody_connects_may_go_unless_the_finding_is_about_it() -> None:
    assert holds(set(), (2, 6, ""), before=MAKE)
    assert not holds(set(), (2, 6, ""), before=MAKE, sites=(MAKE.span,))


def test_a_connect_of_another_file_stays_reached_where_it_is() -> None:
    assert holds({CONNECT}, (20, 20, "x"), other=frozenset({CONNECT}), other_after=frozenset({CONNECT}))
    assert not holds({CONNECT}, (20, 20, "x"), other=frozenset({CONNECT}))
