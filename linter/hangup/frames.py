"""Room for the frames of calls that are nested deeply.

CPython keeps the frames of Python functions in chunks of 16 KB. Where a loop calls across the end of a chunk, each
call takes a chunk from the system and gives it back: up to a third of the time of an analysis went there. A frame that
is larger than a chunk is given one that is larger than itself, and what is left of it holds the frames above. So the
work is called by a function that says it needs a large frame, and touches none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import ParamSpec, TypeVar

WORDS = 1 << 16
"""Of the large frame; its chunk is twice as large, which leaves 500 KB: some two thousand frames."""

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def roomy(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """The function, called with room for some thousands of frames above its own."""

    def with_room(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
        return function(*args, **kwargs)

    with_room.__code__ = with_room.__code__.replace(co_stacksize=WORDS)
    update_wrapper(with_room, function)
    return with_room
