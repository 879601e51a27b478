"""A secret of the user's, by which a cache that came with somebody's code is told from one that hangup wrote here.

The cache lies in the project, and a project may be anybody's: what it holds counts only where it was made with the
secret, which lies in the user's own folder and is never written anywhere else.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

LENGTH = 32


def secret() -> bytes | None:
    """The secret of this user, made when it is first needed; None where it can neither be read nor kept."""
    path = _place()
    try:
        if not os.path.exists(path):
            _make(path)
        with open(path, "rb") as file:
            found = file.read(LENGTH + 1)
    except OSError:
        return None
    return found if len(found) == LENGTH else None


def _place() -> str:
    """Where it lies: beside the user's other caches."""
    local = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    if not local or not os.path.isabs(local):
        local = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(local, "hangup", "secret")


def _make(path: str) -> None:
    """Make one, unless another run is first: it is whole or not there."""
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    fresh = f"{path}.{os.getpid()}.{os.urandom(8).hex()}"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(LENGTH))
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        os.unlink(fresh)
