"""Writes files whole or not at all: a reader never sees half a file, and a killed run leaves the old one."""

from __future__ import annotations

import os
import stat
from contextlib import suppress


def write_whole(path: str, data: bytes) -> None:
    """Put a file with these bytes in the place of whatever is there, behind links and with the mode it had.

    What is no regular file, for example a pipe or a device, is written to as it is.

    Raises:
        OSError: it could not be written; what was there before still is.
    """
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "wb", buffering=0) as file:
            _write_all(file.fileno(), data)
        return
    temporary = os.path.join(os.path.dirname(target), f".{os.path.basename(target)[:80]}.{os.getpid()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with suppress(FileNotFoundError):
        os.unlink(temporary)  # of a killed run whose number has come round again
    descriptor = os.open(temporary, flags, 0o666)
    try:
        try:
            _write_all(descriptor, data)
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(descriptor, stat.S_IMODE(mode))
            os.fsync(descriptor)  # a full disk may be noticed only now
        finally:
            os.close(descriptor)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
