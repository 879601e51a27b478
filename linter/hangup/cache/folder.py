"""The folder of the cache: files that are whole or not there, whoever writes at the same time and is killed.

Nothing that goes wrong here stops a run: what cannot be read is found out again, what cannot be written is not kept.
Nothing in it is ever executed, so entries are JSON and plain bytes.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
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


class CacheFolder:
    """A folder with one of its own for each version of hangup.

    What was not written with the same ``key`` is as if it were not there.
    """

    def __init__(self, path: str, key: bytes = b"") -> None:
        self.path = path
        self._room = os.path.join(path, __version__)
        self._key = key

    def read(self, name: str) -> bytes | None:
        """What was kept under a name; None where there is nothing, or not what was written."""
        path = os.path.join(self._room, name)
        try:
            if os.path.getsize(path) > _LARGEST:
                return None
            with open(path, "rb") as file:
                data = file.read()
            os.utime(path)
        except OSError:
            return None
        head, content = data[: len(_MAGIC) + _SIZE], data[len(_MAGIC) + _SIZE :]
        return content if head == _MAGIC + self._digest(content) else None

    def write(self, name: str, content: bytes) -> None:
        """Keep something under a name, for whoever can read it; a reader sees all of it or nothing."""
        with contextlib.suppress(OSError):
            self._prepare()
            path = os.path.join(self._room, name)
            other = f"{path}.{os.getpid()}.part"
            try:
                with open(other, "xb") as file:
                    file.write(_MAGIC + self._digest(content) + content)
                os.replace(other, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(other)
                raise

    def tidy(self) -> None:
        """Take away what nobody has read for a month, and what killed runs have left half written."""
        with contextlib.suppress(OSError):
            before = time.time() - _DAYS * 24 * 60 * 60
            for room in _folders(self.path):
                for entry in os.scandir(room):
                    part = entry.name.endswith(".part") and entry.stat().st_mtime < time.time() - 60 * 60
                    if part or entry.stat().st_mtime < before:
                        os.unlink(entry.path)

    def _digest(self, content: bytes) -> bytes:
        return blake2b(content, digest_size=_SIZE, key=self._key).digest()

    def _prepare(self) -> None:
        if os.path.isdir(self._room) and not os.path.islink(self._room):
            return
        if os.path.islink(self._room):
            raise OSError(f"{self._room} leads elsewhere")
        os.makedirs(self._room, exist_ok=True)
        for name, text in ((_TAG, _TAG_TEXT), (".gitignore", b"# Made by hangup.\n*\n")):
            path = os.path.join(self.path, name)
            if not os.path.lexists(path):
                with open(path, "wb") as file:
                    file.write(text)


def is_cache(path: str) -> bool:
    """Whether a folder is a cache of hangup: its name or its tag says so."""
    if not os.path.isdir(path) or os.path.islink(path):
        return False
    try:
        with open(os.path.join(path, _TAG), "rb") as file:
            return file.read(len(_TAG_TEXT)) == _TAG_TEXT
    except OSError:
        return False


def remove(path: str) -> None:
    """Remove a cache.

    Raises:
        OSError: it cannot be removed.
    """
    import shutil

    shutil.rmtree(path)


def _folders(path: str) -> Iterable[str]:
    return [entry.path for entry in os.scandir(path) if entry.is_dir(follow_symlinks=False)]
