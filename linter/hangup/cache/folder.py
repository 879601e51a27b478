"""The folder of the cache: files that are whole or not there, whoever writes at the same time and is killed.

Nothing that goes wrong here stops a run: what cannot be read is found out again, what cannot be written is not kept.
Nothing in it is ever executed, so entries are JSON and plain bytes.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from hangup import __version__

NAME = ".hangup_cache"

_TAG = "CACHEDIR.TAG"
_TAG_TEXT = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# This folder is a cache of hangup. It can be removed at any time.\n"
    b"# See https://bford.info/cachedir/\n"
)
"""What backup programs look for: see the page."""
_MAGIC = b"hangup cache 1\n"
_SIZE = 32
_DAYS = 30
_LARGEST = 256 * 1024 * 1024
_HALF_WRITTEN = 60 * 60
"""Seconds after which whoever was writing an entry is taken to be gone."""
_PART = ".part"
_IGNORE, _IGNORE_TEXT = ".gitignore", b"# Made by hangup.\n*\n"
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
"""A link in the place of an entry is not followed, a pipe not waited for: the folder may have come with the code."""

ENTRIES = ("results-", "searched-", "plan-")
"""How the names of entries begin. Nothing else is ever taken away."""


class CacheFolder:
    """A folder with one of its own for each version of hangup.

    What was not written with the same ``key`` is as if it were not there.
    """

    def __init__(self, path: str, key: bytes = b"") -> None:
        self.path = path
        self._room = os.path.join(path, __version__)
        self._key = key
        self.trouble = ""

    def read(self, name: str) -> bytes | None:
        """What was kept under a name; None where there is nothing, or not what was written."""
        try:
            descriptor = os.open(os.path.join(self._room, name), _FLAGS)
        except OSError:
            return None
        with open(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
                return None
            data = file.read(found.st_size)
            with contextlib.suppress(OSError):
                os.utime(descriptor if os.utime in os.supports_fd else os.path.join(self._room, name))
        head, content = data[: len(_MAGIC) + _SIZE], data[len(_MAGIC) + _SIZE :]
        return content if head == _MAGIC + self._digest(content) else None

    def write(self, name: str, content: bytes) -> None:
        """Keep something under a name, for whoever can read it; a reader sees all of it or nothing.

        Where that fails, ``trouble`` says why from then on.
        """
        try:
            self._prepare()
            path = os.path.join(self._room, name)
            other = f"{path}.{os.getpid()}{_PART}"
            try:
                with open(other, "xb") as file:
                    file.write(_MAGIC + self._digest(content) + content)
                os.replace(other, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(other)
                raise
        except OSError as error:
            self.trouble = (error.strerror or str(error)).lower()

    def tidy(self) -> None:
        """Take away what nobody has read for a month, and what killed runs have left half written."""
        with contextlib.suppress(OSError):
            now = time.time()
            for entry in _entries(self.path):
                age = now - entry.stat(follow_symlinks=False).st_mtime
                if age > (_HALF_WRITTEN if entry.name.endswith(_PART) else _DAYS * 24 * 60 * 60):
                    os.unlink(entry.path)

    def _digest(self, content: bytes) -> bytes:
        return blake2b(content, digest_size=_SIZE, key=self._key).digest()

    def _prepare(self) -> None:
        if os.path.isdir(self._room) and not os.path.islink(self._room):
            return
        if os.path.islink(self._room):
            raise OSError(f"{self._room} leads elsewhere")
        os.makedirs(self.path, exist_ok=True)
        for name, text in ((_TAG, _TAG_TEXT), (_IGNORE, _IGNORE_TEXT)):
            path = os.path.join(self.path, name)
            if not os.path.lexists(path):
                with open(path, "wb") as file:
                    file.write(text)
        os.makedirs(self._room, exist_ok=True)


def is_cache(path: str) -> bool:
    """Whether a folder is a cache of hangup: its name or its tag says so."""
    if not os.path.isdir(path) or os.path.islink(path):
        return False
    try:
        with open(os.path.join(path, _TAG), "rb") as file:
            return file.read(len(_TAG_TEXT)) == _TAG_TEXT
    except OSError:
        return False


def is_free(path: str) -> bool:
    """Whether a folder may become a cache: there is none yet, or it is one already, or nothing is in it."""
    try:
        return is_cache(path) or not os.listdir(path)
    except FileNotFoundError:
        return True
    except OSError:  # no folder, or one that nobody may look into: what cannot be kept there is not kept
        return True


def remove(path: str) -> bool:
    """Remove a cache, and say whether the folder is gone: what hangup has not written stays.

    Raises:
        OSError: it cannot be removed.
    """
    for entry in list(_entries(path)):
        os.unlink(entry.path)
    for room in _folders(path):
        with contextlib.suppress(OSError):  # somebody else's folder is not empty
            os.rmdir(room)
    if set(os.listdir(path)) - {_TAG, _IGNORE}:
        return False
    for name in os.listdir(path):
        os.unlink(os.path.join(path, name))
    with contextlib.suppress(OSError):  # the current folder, or another run has begun
        os.rmdir(path)
    return not os.path.lexists(path)


def _entries(path: str) -> Iterator[os.DirEntry[str]]:
    """The entries of all versions, also half-written ones; links and folders are none."""
    for room in _folders(path):
        for entry in os.scandir(room):
            if entry.name.startswith(ENTRIES) and entry.is_file(follow_symlinks=False):
                yield entry


def _folders(path: str) -> Iterable[str]:
    return [entry.path for entry in os.scandir(path) if entry.is_dir(follow_symlinks=False)]
