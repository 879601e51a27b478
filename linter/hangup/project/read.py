"""Reads files with as little ceremony as the system allows: a scan opens a hundred thousand of them."""

from __future__ import annotations

import errno
import os
import stat

LIMIT = 16 * 1024 * 1024
"""Of a longer file no more than this is read: it is searched for words, and not analysed."""

_CHUNK = 256 * 1024
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
"""``O_NONBLOCK``: a pipe in the place of a file is not waited for."""


def read(path: str, limit: int = LIMIT) -> bytes:
    """The bytes of a file, or the first ``limit`` and one more (so that a longer file can be told).

    Raises:
        OSError: the file is not there, or may not be read, or is no file.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        data = os.read(descriptor, _CHUNK)
        if len(data) < _CHUNK:
            if not data and not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "Not a regular file")
            return data
        chunks = [data]
        left = limit + 1 - len(data)
        while data and left > 0:
            data = os.read(descriptor, min(left, _CHUNK * 4))
            chunks.append(data)
            left -= len(data)
        return b"".join(chunks)
    finally:
        os.close(descriptor)
