"""``hangup rule``: what a rule finds, why, and the right way in code."""

from __future__ import annotations

import sys

import click

from hangup.commands.base import CLEAN, Problem, output
from hangup.commands.parts import Parts
from hangup.reporters.screen import look


@click.command(short_help="Explain a rule, by its code or name.")
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="Explain every rule.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@click.pass_obj
def rule(parts: Parts, code: str | None, everything: bool, color: str) -> int:
    """Explain a rule, by its code or name: what it finds, why, and the right way in code."""
    from hangup.reporters import page
    from hangup.selection import nearest

    if everything == (code is not None):
        raise Problem("name one rule, or use --all")
    registry = parts.registry()
    rules = [rule for rule in registry if everything or code in (rule.code, rule.name)]
    if not rules:
        known = [word for rule in registry for word in (rule.code, rule.name)]
        raise Problem(f"no rule is called {code!r}{nearest(code or '', known)}")
    with output():
        page.write([page.markdown(rule) for rule in rules], look(sys.stdout, color))
    return CLEAN
