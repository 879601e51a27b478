"""``hangup why PATH:LINE[:COL]``: what hangup knows of a place."""

from __future__ import annotations

import re
import sys

import click

from hangup.catalogue.sources import CatalogueError
from hangup.commands.ending import CLEAN, Problem, output
from hangup.commands.parts import Parts
from hangup.config import ConfigError, Settings
from hangup.configuration import Configuration
from hangup.records import replace
from hangup.reporters.screen import clean, look

_PLACE = re.compile(r"(?P<path>.+?):(?:cell (?P<cell>\d+):)?(?P<line>\d+)(?::(?P<column>\d+))?")
"""A place as reports print it; of a notebook with its cell."""


@click.command(short_help="Say what is known of a place, and why it is reported or not.")
@click.argument("place", metavar="PATH:LINE[:COL]")
@click.option("--preview", is_flag=True, help="Know the SDKs that are off by default, too.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@click.pass_obj
def why(parts: Parts, place: str, *, preview: bool, output_format: str, color: str) -> int:
    """Say what hangup knows of a place, and why it reports something there or does not.

    Connections that are opened there, how their objects were recognised, how often the code runs and by which
    framework's description, how they stand when its life ends, what was asked of them and what came of it, and which
    suppression, selection or baseline hides a finding.
    """
    from hangup.why.answer import Question
    from hangup.why.inquiry import Unanswerable, inquire

    found = _PLACE.fullmatch(place)
    if found is None or not int(found["line"]):
        raise Problem(f"{clean(place)}: a place is written PATH:LINE or PATH:LINE:COLUMN, as in src/Chat.tsx:14")
    line, column, cell = (int(found[name]) if found[name] else None for name in ("line", "column", "cell"))
    question = Question(found["path"], line or 1, column, cell)

    def change(settings: Settings) -> Settings:
        return replace(settings, preview=True) if preview else settings

    settings = Configuration(change, rules=lambda: [(rule.code, rule.name) for rule in parts.registry()])
    try:
        answer = inquire(question, parts, settings)
    except (Unanswerable, ConfigError, CatalogueError) as error:
        raise Problem(clean(str(error))) from error
    with output():
        screen = look(sys.stdout, color)
        if output_format == "json":
            from hangup.why.data import write
        else:
            from hangup.why.text import write
        write(answer, screen)
    return CLEAN
