"""How a command ends: its exit status whatever happens, what a user can mend, and a reader that has seen enough."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from hangup.plugins import PluginError
from hangup.reporters.screen import clean

CLEAN, FOUND, ERROR, INTERRUPTED = 0, 1, 2, 130


class Problem(Exception):
    """Something the user can mend."""

    def show(self) -> None:
        """Say it on stderr."""
        say(f"error: {self}")


def status_of(run: Callable[[], object]) -> int:
    """The exit status of what runs, one of those that are promised. What went wrong is said on stderr."""
    try:
        returned = run()
        return returned if isinstance(returned, int) else CLEAN  # help and version return nothing
    except Problem as problem:
        problem.show()
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        close_quietly()
    except PluginError as error:
        say(f"error: {clean(str(error))}")
    except MemoryError:
        say("error: there is not enough memory")
    except Exception as error:  # noqa: BLE001  (whatever it is, the exit status must not be 1)
        import traceback

        traceback.print_exc()
        say(f"internal error: {type(error).__name__}: {error}; please report it")
    return ERROR


@contextmanager
def output() -> Generator[None]:
    """Write to stdout to the end. A reader that has seen enough (``| head``) is no error.

    Raises:
        Problem: stdout takes no more, as on a full disk.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        close_quietly()
    except OSError as error:
        if error.filename is not None:
            raise  # about a file, not about stdout
        close_quietly()
        raise Problem(f"stdout cannot be written: {(error.strerror or str(error)).lower()}") from None


def close_quietly() -> None:
    """Point stdout to nowhere, so that the interpreter's last flush cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: str) -> None:
    """A line on stderr, in whatever that can encode."""
    text = f"hangup: {message}"
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
