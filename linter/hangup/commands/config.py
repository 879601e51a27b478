"""``hangup config``: the keys of the configuration, for people and (``--schema``) for editors."""

from __future__ import annotations

import json
import sys

import click

from hangup.commands.ending import CLEAN, output
from hangup.config import DESCRIPTIONS, EXTEND, EXTEND_DOC, KEYS
from hangup.config_schema import FILES, config_schema
from hangup.reporters.screen import look


@click.command(short_help="List the keys of the configuration.")
@click.option(
    "--schema",
    "file",
    type=click.Choice(FILES),
    is_flag=False,
    flag_value=FILES[0],
    help=f"Print the JSON Schema of a file [without a value: {FILES[0]}].",
)
def config(file: str | None) -> int:
    """Say what the configuration may hold: every key and what it means."""
    with output():
        if file is not None:
            sys.stdout.write(json.dumps(config_schema(file), indent=2, ensure_ascii=False) + "\n")
        else:
            formatter = click.HelpFormatter(width=look(sys.stdout).width)
            formatter.write_dl([*((key, entry.doc) for key, entry in KEYS.items()), (EXTEND, EXTEND_DOC)])
            formatter.write_dl([(f"[[{key}]]", doc) for key, doc in DESCRIPTIONS.items()])
            sys.stdout.write(formatter.getvalue())
    return CLEAN
