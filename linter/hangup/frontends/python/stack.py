"""Room for recursion: libcst's parser and every walk of its tree go as deep as the code is nested.

The cyclic collector rests meanwhile: it would look through the tree again and again, and trees hold no cycles.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from hangup.frames import roomy
from hangup.frontends.base import NotAnalysed

_STACK_BYTES = 256 * 1024 * 1024
"""Reserved, not used: only the pages that the recursion touches cost memory."""
_RECURSION_LIMIT = 60_000

_Result = TypeVar("_Result")


def with_deep_stack(work: Callable[[], _Result]) -> _Result:
    """Run ``work`` where what :mod:`hangup.frontends.python.limits` lets through cannot overflow the stack."""
    results: list[_Result] = []
    errors: list[BaseException] = []

    @roomy
    def run() -> None:
        try:
            results.append(work())
        except RecursionError:
            errors.append(NotAnalysed("the code is nested too deeply to be analysed; simplify it or exclude the file"))
        except BaseException as error:  # noqa: BLE001 (raised again in the caller's thread)
            errors.append(error)

    collects = gc.isenabled()
    recursion_limit = sys.getrecursionlimit()
    stack_bytes = threading.stack_size(_STACK_BYTES)
    sys.setrecursionlimit(max(recursion_limit, _RECURSION_LIMIT))
    gc.disable()
    try:
        thread = threading.Thread(target=run, name="hangup-python-front-end")
        try:
            thread.start()
        except RuntimeError as error:  # that is how it is said
            raise MemoryError("there is no room for another stack") from error
        thread.join()
    finally:
        threading.stack_size(stack_bytes)
        sys.setrecursionlimit(recursion_limit)
        if collects:
            gc.enable()
    if errors:
        raise errors[0]
    return results[0]
