"""``hangup server``: the language server on standard input and output."""

from __future__ import annotations

from importlib.util import find_spec

import click

from hangup.commands.ending import Problem
from hangup.commands.parts import Parts


@click.command(short_help="Run the language server, which an editor starts.")
@click.option("--stdio", is_flag=True, help="Speak on standard input and output, which it does anyway.")
@click.pass_obj
def server(parts: Parts, *, stdio: bool) -> int:
    """Run the language server, which an editor starts: findings while you type, fixes, and why.

    It needs the extra "lsp": pip install 'hangup[lsp]'.
    """
    if find_spec("pygls") is None or find_spec("lsprotocol") is None:
        raise Problem("the language server needs pygls, which is not installed: pip install 'hangup[lsp]'")
    from hangup.lsp.server import serve

    return serve(parts)
