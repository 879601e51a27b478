"""A rule's page: Markdown for files and pipes, laid out on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from hangup.reporters.screen import Screen
from hangup.rule import Rule


def markdown(rule: Rule | type[Rule]) -> str:
    """The page of a rule with its title and default severity."""
    return f"# {rule.code} {rule.name}\n\nDefault severity: **{rule.severity.label}**\n\n{rule.page()}\n"


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
