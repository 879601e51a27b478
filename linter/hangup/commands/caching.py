"""The cache of a run, as the options want it: where it lies, what it knows, and how many processes work."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from hangup.commands.ending import Problem, say
from hangup.project.search import Search
from hangup.project.workers import processors
from hangup.reporters.screen import clean

if TYPE_CHECKING:
    from hangup.cache.folder import CacheFolder
    from hangup.cache.results import Results
    from hangup.cache.verdicts import Verdicts
    from hangup.commands.options import CheckOptions
    from hangup.config import Settings


class Kept:
    """What is kept between runs; with ``--no-cache`` nothing is."""

    def __init__(self, options: CheckOptions) -> None:
        self.jobs = options.jobs or processors()
        self._results: list[Results] = []
        self._verdicts: Verdicts | None = None
        self._folder: CacheFolder | None = None
        self._is_named = bool(options.cache_dir) and not options.quiet
        if not options.no_cache:
            self._folder = cache_folder(options.cache_dir)
        if self._folder is not None:
            from hangup.cache.verdicts import Verdicts

            self._verdicts = Verdicts(self._folder)
        self.note = self._verdicts.note if self._verdicts is not None else None
        self.search = Search(self._verdicts, self.jobs)

    def results(self, settings: Settings) -> Results | None:
        """The results of files with settings that know the same."""
        if self._folder is None:
            return None
        from hangup.cache.results import Results

        base = _base(settings)
        for results in self._results:
            if results.base == base:
                return results
        self._results.append(Results(self._folder, base))
        return self._results[-1]

    def save(self) -> None:
        """Keep what is new, if there is enough of it to be worth a folder."""
        if self._folder is None or self._verdicts is None:
            return
        changed = [results for results in self._results if results.is_changed]
        for results in changed:
            results.save()
        if self._verdicts.save(begin=bool(changed)) or changed:
            self._folder.tidy()
        if self._folder.trouble and self._is_named:
            say(f"warning: --cache-dir {clean(self._folder.path)}: nothing is kept: {self._folder.trouble}")


def cache_folder(named: str | None) -> CacheFolder | None:
    """The cache. One that is not named lies in a project that may be anybody's: it has to be a folder of its own, and
    only what this user's runs have written there counts.

    Raises:
        Problem: a folder is named that holds other things.
    """
    from hangup.cache.folder import NAME, CacheFolder, is_free

    path = place(named)
    if named:
        if not is_free(path):
            other = clean(os.path.join(path, NAME))
            raise Problem(f"--cache-dir {clean(path)}: holds other things; name a folder of its own, such as {other}")
        return CacheFolder(path)
    from hangup.cache.secret import secret

    key = secret()
    return None if key is None or os.path.islink(path) else CacheFolder(path, key)


def place(named: str | None) -> str:
    """The folder of the cache: the one that is named, or one beside the repository's ``.git``."""
    from hangup.cache.folder import NAME

    if named:
        return named
    here = folder = os.getcwd()
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return os.path.join(here, NAME)
        folder = parent
    return os.path.join(folder, NAME)


@cache
def _base(settings: Settings) -> str:
    from hangup.cache.base import base_of

    return base_of(settings)
