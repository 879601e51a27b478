"""``--output-format``: its values are outputs, and each has a place of its own."""

from __future__ import annotations

import click

from hangup.reporters import formats
from hangup.reporters.outputs import Output, OutputError, check_outputs


def outputs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    """The outputs that values of the option ask for, as its callback; what cannot be is a usage error."""
    try:
        parsed = tuple(Output.parse(value) for value in values)
        check_outputs(parsed)
    except OutputError as error:
        raise click.BadParameter(str(error), ctx, param) from error
    return parsed


def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The formats that begin like this, for the shell."""
    return [name for name in formats() if name.startswith(incomplete)]
