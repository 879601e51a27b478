"""Which states of one place become one, what is kept of each, and which variables die on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from hangup.flow.domain.liveness import dead_cells, unshared_cells
from hangup.flow.domain.merge import MANY, merge_states
from hangup.flow.domain.state import Connection, PromiseState, State
from hangup.flow.domain.values import Object, Raised, one
from hangup.frontends import lower
from hangup.model import SourceFile


def _client(number: int) -> Object:
    return Object(f"client{number}", 0, "resource")


def _with(**statuses: str) -> State:
    state = State()
    for name, status in statuses.items():
        state.connections[_client(int(name[1:]))] = Connection(status, 0, place=7)
    return state


@pytest.mark.parametrize("status", ["open", "closed"])
def test_a_connection_tells_states_apart(status: str) -> None:
    assert len(merge_states([_with(), _with(c0=status)])) == 2


def test_many_states_with_as_much_open_become_one_that_has_all_of_it() -> None:
    states = [_with(**{f"c{number}": "open"}) for number in range(MANY + 3)]
    merged = merge_states(states)
    assert len(merged) == MANY
    assert set(merged[0].connections) == {_client(0), *map(_client, range(MANY, MANY + 3))}


def test_a_promise_that_is_settled_differently_on_two_paths_is_either() -> None:
    fulfilled, rejected = State(), State()
    fulfilled.promises["p"] = PromiseState("fulfilled", one(_client(0)))
    rejected.promises["p"] = PromiseState("rejected", one(Raised("error")))
    for states in ([fulfilled.fork(), rejected.fork()], [rejected.fork(), fulfilled.fork()]):
        (merged,) = merge_states(states)
        assert merged.promises["p"] == PromiseState("either", one(_client(0)), failure=one(Raised("error")))


def test_an_object_nobody_refers_to_is_no_news() -> None:
    known, other = State(), State()
    other.allocate("record:1:1", "record")
    assert not known.absorb(other)
    assert known.allocate("record:1:1", "record").serial == 1


def _dead(text: str) -> dict[int, set[str]]:
    """The names of variables of the last function that die on the way into its blocks, by block."""
    program = lower(SourceFile("loop.py", text.encode()))
    function = program.functions[-1]
    found: dict[int, set[str]] = {block.id: set() for block in function.blocks}
    for (_, block), cells in dead_cells(function, unshared_cells(program)[function.id]).items():
        found[block] |= {program.cells[cell].name for cell in cells}
    return found


LOOP = """def read(lines):
    last = None
    for line in lines:
        words = line.split()
        last = words[0]
    return last
"""


def test_what_a_turn_sets_anew_dies_at_its_end_and_what_is_read_behind_the_loop_does_not() -> None:
    function = lower(SourceFile("loop.py", LOOP.encode())).functions[-1]
    (header,) = [loop.header for loop in function.loops]
    assert "words" in _dead(LOOP)[header]
    assert "last" not in _dead(LOOP)[header]


TRIED = """def read(path):
    step = 'open'
    try:
        step = path.read()
    except OSError:
        print(step)
"""


def test_what_a_handler_reads_lives_through_what_may_raise() -> None:
    function = lower(SourceFile("loop.py", TRIED.encode())).functions[-1]
    (handler,) = {block.handler for block in function.blocks if block.handler is not None}
    assert "step" not in _dead(TRIED)[handler]


def test_what_an_inner_function_captures_lives_on() -> None:
    program = lower(SourceFile("a.py", b"def outer(a):\n    kept = a\n    free = a\n    return lambda: kept\n"))
    outer = next(function for function in program.functions if function.name == "outer")
    names = {program.cells[cell].name for cell in unshared_cells(program)[outer.id]}
    assert "free" in names
    assert "kept" not in names


def test_nothing_of_a_file_is_its_own_alone() -> None:
    program = lower(SourceFile("a.py", Path(__file__).read_bytes()))
    assert 0 not in unshared_cells(program)
