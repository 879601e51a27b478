"""``hangup rule``: what a rule finds, why, and the right way in code."""

from __future__ import annotations

import sys

import click

from hangup.commands.ending import CLEAN, Problem, output
from hangup.commands.parts import Parts
from hangup.reporters.screen import clean, look


@click.command(short_help="Explain a rule, by its code or name.")
@click.argument("code", metavar="[CODE]", required=False)
@click.option("--all", "everything", is_flag=True, help="Explain every rule.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@click.pass_obj
def rule(parts: Parts, code: str | None, everything: bool, color: str) -> int:
    """Explain a rule, by its code or name: what it finds, why, and the right way in code.

    The beginning of codes, such as HUP1, explains all rules of a family. Without a code, the rules are listed.
    """
    from hangup.reporters import page
    from hangup.selection import nearest

    if everything and code is not None:
        raise Problem("name one rule, or use --all")
    registry = list(parts.registry())
    rules = [rule for rule in registry if everything or code in (rule.code, rule.name)]
    if code and not rules and any(character.isdigit() for character in code):
        rules = [rule for rule in registry if rule.code.startswith(code)]
    if code is not None and not rules:
        known = [word for rule in registry for word in (rule.code, rule.name)]
        raise Problem(f"no rule is called {clean(code)!r}{nearest(code, known) or '; `hangup rule` lists them'}")
    with output():
        if not rules:
            page.write_list(registry, look(sys.stdout, color))
            return CLEAN
        page.write([page.markdown(rule) for rule in rules], look(sys.stdout, color))
    return CLEAN
