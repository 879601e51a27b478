"""rich's console, told everything: it decides nothing by itself."""

from __future__ import annotations

from rich.console import Console

from hangup.reporters.screen import Screen


def console_for(screen: Screen) -> Console:
    """A console for a screen: markup and emoji names of others stay text."""
    return Console(
        file=screen.stream,
        color_system="standard" if screen.color else None,
        force_terminal=screen.color,
        no_color=not screen.color,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        width=screen.width,
    )
