"""What git lists below a directory: tracked files, and new ones that are not ignored.

git reads the repository's own configuration, and the repository is not trusted. What could run a program is switched
off: monitors, hooks, and fetching, by which git would get what a partial clone lacks from an address, and by a program,
that the repository names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import CompletedProcess, Popen

_COMMAND = ("git", "-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}", "-c", "diff.autoRefreshIndex=false")
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": ""}
"""Nothing is written, and nothing fetched: no protocol is allowed, also to a git that does not know of lazy fetches."""

_LIST = ("ls-files", "-z", "-co", "--exclude-standard")

PATIENCE = 120.0
"""Seconds after which git does not answer any more: it waits for a pipe in the place of a file, which nobody feeds."""

Listing = tuple[list[str], list[tuple[str, str]]]
"""Sorted paths relative to a directory, and the folders that could not be read with the reason."""


_begun: dict[str, tuple[Popen[bytes], int]] = {}
"""Listings that git is at work on, with the files that hold them, by directory."""


def begin(directory: str) -> None:
    """Let git list a directory while others work: what it says is waited for when :func:`list_files` is asked."""
    if not hasattr(os, "memfd_create"):
        return
    import subprocess

    try:
        answer = os.memfd_create("listing")
    except OSError:
        return
    command, environment = _command(*_LIST), _environment()
    try:
        process = subprocess.Popen(
            command, cwd=directory, env=environment, stdin=subprocess.DEVNULL, stdout=answer, stderr=subprocess.DEVNULL
        )
    except OSError:
        os.close(answer)  # whoever asks for the listing finds out the same
        return
    _begun[directory] = (process, answer)


def _finish(directory: str) -> bytes | None:
    """The output of a git that has begun, or None when it fails."""
    import subprocess

    process, answer = _begun.pop(directory)
    _await_end(process.pid)
    with open(answer, "rb") as file:
        try:
            status = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        file.seek(0)
        return file.read() if status == 0 else None


def _await_end(process: int) -> None:
    """Wait until a process has ended, or for as long as patience lasts. Where the system cannot tell when that is,
    nobody waits here: to ask again and again, as the standard library does, notices it up to 50 ms later.
    """
    import select

    if not hasattr(os, "pidfd_open"):
        return
    try:
        watched = os.pidfd_open(process)
    except OSError:
        return
    select.select([watched], [], [], PATIENCE)
    os.close(watched)


def list_files(directory: str, walk: Callable[[str], Listing]) -> Listing | None:
    """What git lists, or None outside a repository or without git.

    A repository inside the repository (a submodule, a clone) is listed too; with ``walk`` where git cannot read it. A
    directory that is itself ignored was named on purpose: None, so that it is walked.
    """
    names = _list(directory)
    if names is None or (not names and _run(directory, "check-ignore", "-q", ".") is not None):
        return None
    found: dict[str, None] = {}
    unreadable: list[tuple[str, str]] = []
    seen = {os.path.realpath(directory)}
    pending = [("", names)]
    while pending:
        prefix, listed = pending.pop()
        inner = {name for name in listed if name.endswith("/")}
        files = [name for name in listed if name not in inner] if inner else listed
        found |= dict.fromkeys([prefix + name for name in files] if prefix else files)
        inner |= _submodules(os.path.join(directory, prefix))
        for name in inner:
            path = os.path.join(directory, prefix, name)
            real = os.path.realpath(path)
            if real in seen or not os.path.lexists(os.path.join(path, ".git")):
                continue
            seen.add(real)
            below = prefix + name.rstrip("/") + "/"
            inside = _list(path)
            if inside is None:
                inside, unread = walk(path)
                unreadable += [((below + folder).rstrip("/"), reason) for folder, reason in unread]
            pending.append((below, inside))
    return sorted(found), unreadable


def _list(directory: str) -> list[str] | None:
    output = _finish(directory) if directory in _begun else _run(directory, *_LIST)
    if output is None:
        return None
    return os.fsdecode(output.removesuffix(b"\0")).split("\0") if output else []


def _submodules(directory: str) -> set[str]:
    """Checked-out submodules below a directory. Asked only where some ``.gitmodules`` stands above it."""
    place = os.path.realpath(directory)
    while not os.path.exists(os.path.join(place, ".gitmodules")):
        parent = os.path.dirname(place)
        if parent == place or os.path.lexists(os.path.join(place, ".git")):
            return set()
        place = parent
    output = _run(directory, "ls-files", "-z", "-s") or b""
    return {os.fsdecode(entry.partition(b"\t")[2]) for entry in output.split(b"\0") if entry.startswith(b"160000 ")}


def _run(directory: str, *arguments: str) -> bytes | None:
    """The output of git, or None when it fails."""
    try:
        done = run(directory, *arguments)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def run(
    directory: str,
    *arguments: str,
    data: bytes = b"",
    settings: Mapping[str, str] | None = None,
    patience: float | None = None,
) -> CompletedProcess[bytes]:
    """Run git in a directory. Variables that a hook has set describe another directory: they are dropped.

    Args:
        directory: where.
        arguments: behind ``git``.
        data: its standard input.
        settings: configuration that goes before that of the repository.
        patience: seconds that it may take, if not :data:`PATIENCE`.

    Raises:
        TimeoutError: it took longer.
        OSError: there is no git.
    """
    import subprocess

    seconds = PATIENCE if patience is None else patience
    try:
        return subprocess.run(
            _command(*arguments),
            cwd=directory,
            env=_environment(settings),
            input=data,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"git {arguments[0]} has not answered in {seconds:g} seconds") from error


def _command(*arguments: str) -> list[str]:
    return [*_COMMAND, *arguments]


def _environment(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    kept = ("GIT_CEILING_DIRECTORIES", "GIT_EXEC_PATH")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in kept}
    pairs = {"safe.directory": "*", **(settings or {})}  # another user's checkout, as in a container
    environment |= {"GIT_CONFIG_COUNT": str(len(pairs)), **_ENVIRONMENT}
    for number, (key, value) in enumerate(pairs.items()):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return environment
