"""A rule's page: Markdown for files and pipes, laid out on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from hangup.reporters.ansi import SEVERITY, styled
from hangup.reporters.prose import wrap
from hangup.reporters.screen import Screen
from hangup.rule import Rule

_NARROW = 30
"""Columns that a description needs beside other columns."""


def markdown(rule: Rule | type[Rule]) -> str:
    """The page of a rule with its title and default severity."""
    return f"# {rule.code} {rule.name}\n\nDefault severity: **{rule.severity.label}**\n\n{rule.page()}\n"


def write_list(rules: Sequence[Rule], screen: Screen) -> None:
    """Write a line for each rule: its code, its name, its default severity, and what it finds."""
    names = max(len(rule.name) for rule in rules)
    labels = max(len(rule.severity.label) for rule in rules)
    for rule in rules:
        label = styled(f"{rule.severity.label:<{labels}}", SEVERITY[rule.severity], screen.color)
        head = f"{rule.code}  {rule.name:<{names}}  {label}"
        wide = len(rule.code) + names + labels + 6
        summary = rule.page().partition("\n\n")[0].replace("\n", " ")
        if screen.width - wide < _NARROW:
            screen.line(head)
            head, wide = "", 2
        first, *rest = wrap(summary, screen.width - wide)
        screen.line(f"{head}  {first}")
        for line in rest:
            screen.line(" " * wide + line)


def write(pages: Sequence[str], screen: Screen) -> None:
    """Write pages, one below the other."""
    if not screen.color:
        screen.stream.write("\n".join(pages))
        return
    from rich.markdown import Markdown
    from rich.theme import Theme

    from hangup.reporters.console import console_for

    console = console_for(screen)
    console.push_theme(Theme({"markdown.code": "cyan"}))
    for page in pages:
        console.print(Markdown(page, code_theme="ansi_dark", hyperlinks=screen.links))
        console.print()
