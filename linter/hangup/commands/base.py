"""What commands share: how they end (exit statuses, broken pipes, Ctrl-C), and options under headings."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import click

from hangup.plugins import PluginError
from hangup.reporters.screen import clean

CLEAN, FOUND, ERROR, INTERRUPTED = 0, 1, 2, 130


class Problem(click.ClickException):
    """Something the user can mend."""

    exit_code = ERROR

    def show(self, file: Any = None) -> None:  # noqa: ARG002  (click's signature)
        say(f"error: {self.message}")


class Commands(click.Group):
    """A group that ends in one of the promised exit statuses, whatever happens."""

    def main(self, *args: Any, **extra: Any) -> Any:
        extra |= {"standalone_mode": False, "prog_name": "hangup"}
        try:
            status: object = super().main(*args, **extra)
        except click.ClickException as error:
            error.show()
            status = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            say("interrupted")
            status = INTERRUPTED
        except BrokenPipeError:
            close_quietly()
            status = ERROR
        except PluginError as error:
            say(f"error: {clean(str(error))}")
            status = ERROR
        except MemoryError:
            say("error: there is not enough memory")
            status = ERROR
        except Exception as error:  # noqa: BLE001  (whatever it is, the exit status must not be 1)
            import traceback

            traceback.print_exc()
            say(f"internal error: {type(error).__name__}: {error}; please report it")
            status = ERROR
        sys.exit(_status(status))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if os.path.exists(args[0]):
                raise click.UsageError(f"{error.message} Did you mean 'hangup check {args[0]}'?", ctx) from None
            raise


def _status(returned: object) -> int:
    """What a command returned; help and version return nothing."""
    return returned if isinstance(returned, int) else CLEAN


class Option(click.Option):
    """An option that stands under a heading in the help.

    ``bare`` is the value of an option that may be given without one. A value then stands behind an equals sign, so that
    the next argument is never taken for it.
    """

    heading = "Other"

    def __init__(self, *args: Any, bare: str | None = None, **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.bare = bare


class GroupedCommand(click.Command):
    """A command whose help shows its options under headings, in the order in which they are written down."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        bare = {
            name: parameter.bare
            for parameter in self.get_params(ctx)
            if isinstance(parameter, Option) and parameter.bare is not None
            for name in parameter.opts
        }
        end = args.index("--") if "--" in args else len(args)
        return super().parse_args(
            ctx, [*(f"{arg}={bare[arg]}" if arg in bare else arg for arg in args[:end]), *args[end:]]
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                sections.setdefault(getattr(parameter, "heading", Option.heading), []).append(record)
        sections[Option.heading] = sections.pop(Option.heading)  # the last, and never without --help
        for heading, records in sections.items():
            with formatter.section(heading):
                formatter.write_dl(records)


def headed(heading: str, *options: Option) -> list[click.Parameter]:
    """Options under one heading, for the ``params`` of a :class:`GroupedCommand`."""
    for option in options:
        option.heading = heading
    return list(options)


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
