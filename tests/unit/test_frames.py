"""Room for frames: work that nests deeply is called where its frames have room, and is not changed by that."""

from __future__ import annotations

import inspect

import pytest

from hangup import assembly
from hangup.config import Settings
from hangup.engine import check_source
from hangup.flow.facts import Outcome
from hangup.frames import WORDS, roomy
from hangup.ir.program import Program
from hangup.model import SourceFile
from hangup.records import replace


def has_room() -> bool:
    """Whether somewhere below the caller there is a frame that is as large as room takes."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_stacksize < WORDS:
        frame = frame.f_back
    return frame is not None


def test_what_is_called_with_room_is_called_as_it_is() -> None:
    @roomy
    def join(first: str, *others: str, by: str = "-") -> str:
        """Join texts."""
        return by.join((first, *others)) if has_room() else ""

    assert join("a", "b", by="+") == "a+b"
    assert (join.__name__, join.__doc__) == ("join", "Join texts.")


def test_errors_come_through() -> None:
    with pytest.raises(ZeroDivisionError):
        roomy(lambda: 1 // 0)()


def test_there_is_no_room_where_nobody_made_some() -> None:
    assert not has_room()


def test_recursion_beyond_the_room_goes_on() -> None:
    @roomy
    def depth(left: int) -> int:
        return 1 + depth_below(left) if left else 0

    def depth_below(left: int) -> int:
        return 1 + depth_below(left - 1) if left else 0

    assert depth(600) == 601


def test_files_are_lowered_and_analysed_with_room() -> None:
    whole, seen = assembly.toolbox(), list[bool]()

    def lower(source: SourceFile) -> Program:
        seen.append(has_room())
        return whole.lower(source)

    def analyse(program: Program) -> Outcome:
        seen.append(has_room())
        return whole.analyse(program)

    toolbox = replace(whole, lower=lower, excerpt=None, analyse=analyse)
    check_source(SourceFile("a.py", b"import stream_chat\n"), toolbox, Settings())
    assert seen == [True, True]
