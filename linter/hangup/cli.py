"""The command line: all commands, over the parts of :mod:`hangup.assembly`."""

from __future__ import annotations

import click

from hangup import __version__
from hangup.assembly import prefilter, registry, rule_pages, toolbox
from hangup.commands.base import Commands
from hangup.commands.check import check
from hangup.commands.clean import clean
from hangup.commands.config import config
from hangup.commands.init import init
from hangup.commands.parts import Parts
from hangup.commands.rule import rule
from hangup.commands.why import why
from hangup.lsp.command import server


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="hangup", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Find connections that a program opens and never closes."""
    context.obj = Parts(registry, toolbox, prefilter, rule_pages)


main.add_command(check)
main.add_command(clean)
main.add_command(rule)
main.add_command(config)
main.add_command(init)
main.add_command(server)
main.add_command(why)
