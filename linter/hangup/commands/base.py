"""What the commands are made of: a group that ends as is promised, and options under headings."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from hangup.commands.ending import INTERRUPTED, say, status_of


class Commands(click.Group):
    """A group that ends in one of the promised exit statuses, whatever happens."""

    def main(self, *args: Any, **extra: Any) -> Any:
        extra |= {"standalone_mode": False, "prog_name": "hangup"}
        sys.exit(status_of(lambda: self._run(*args, **extra)))

    def _run(self, *args: Any, **extra: Any) -> object:
        try:
            return super().main(*args, **extra)
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except click.Abort:
            say("interrupted")
            return INTERRUPTED

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if os.path.exists(args[0]):
                raise click.UsageError(f"{error.message} Did you mean 'hangup check {args[0]}'?", ctx) from None
            raise


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
