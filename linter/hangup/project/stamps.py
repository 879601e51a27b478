"""What the file system says of a file, as a text that is another one whenever the file is."""

from __future__ import annotations

import os
import time

SETTLED = 2 * 1_000_000_000
"""Nanoseconds after which a file that changes again is sure to have another time."""

ABSENT = ""
"""The stamp of what is not there."""


def stamp(found: os.stat_result) -> str:
    """The stamp of a file that is there. The time of its last change cannot be set by programs."""
    return f"{found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def stamp_at(place: str) -> str:
    """The stamp of what is at a place."""
    try:
        return stamp(os.stat(place))
    except (OSError, ValueError):  # a name with a null byte in it is no name
        return ABSENT


def is_settled(known: str, now: int) -> bool:
    """Whether a file had not just changed when its stamp was taken. ``now``: nanoseconds, not later than that."""
    return known == ABSENT or all(int(time) < now - SETTLED for time in known.split()[3:])


def now() -> int:
    """The time of the clock that files are stamped by."""
    return time.time_ns()
