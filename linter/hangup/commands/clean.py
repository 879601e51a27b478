"""``hangup clean``: remove the cache."""

from __future__ import annotations

import os

import click

from hangup.commands.base import Option
from hangup.commands.ending import CLEAN, Problem
from hangup.reporters.screen import clean as shown


@click.command(
    short_help="Remove the cache.",
    params=[
        click.Argument(["paths"], nargs=-1, type=click.Path()),
        Option(["--cache-dir"], metavar="FOLDER", envvar="HANGUP_CACHE_DIR", help="The cache, where it is elsewhere."),
    ],
)
def clean(paths: tuple[str, ...], cache_dir: str | None) -> int:
    """Remove the cache of this project, or those in the directories that are named."""
    from hangup.cache.folder import NAME, is_cache, remove
    from hangup.commands.caching import place

    for folder in [os.path.join(path, NAME) for path in paths] or [place(cache_dir)]:
        if not os.path.lexists(folder):
            continue
        if not is_cache(folder):
            raise Problem(f"{shown(folder)} is no cache of hangup: it has no CACHEDIR.TAG of its own")
        try:
            gone = remove(folder)
        except OSError as error:
            raise Problem(f"{shown(folder)} cannot be removed: {(error.strerror or str(error)).lower()}") from error
        click.echo(f"Removed {shown(folder)}" if gone else f"Emptied {shown(folder)}: what is not of the cache stays")
    return CLEAN
