"""``hangup check`` on the command line."""

from __future__ import annotations

from typing import Any

import click

from hangup.commands import checking
from hangup.commands.base import GroupedCommand
from hangup.commands.check_options import ALL
from hangup.commands.options import CheckOptions
from hangup.commands.parts import Parts


@click.command(cls=GroupedCommand, params=ALL, short_help="Check files and directories.")
@click.pass_obj
def check(parts: Parts, /, **given: Any) -> int:
    """Check files and directories (default: the current one; "-" is standard input).

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 usage, configuration or internal error.
    """
    return checking.check(parts, CheckOptions(**given))
