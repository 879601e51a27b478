"""What is checked: the files that the user means, or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from hangup.commands.ending import Problem, say
from hangup.commands.options import CheckOptions
from hangup.commands.parts import Parts
from hangup.reporters.screen import clean

if TYPE_CHECKING:
    from hangup.checking.partition import Around
    from hangup.commands.caching import Kept
    from hangup.config import Settings
    from hangup.configuration import Configuration
    from hangup.engine import SettingsOf
    from hangup.project.discover import Discovery, Note
    from hangup.project.exclude import Excludes
    from hangup.project.surroundings import Surroundings
    from hangup.report import Report

STDIN = "-"
_FEW = 3
_NO_FILE = "_"
"""A file of the current directory: its configuration is followed even where there is nothing to check."""


def check(parts: Parts, options: CheckOptions, settings: Configuration, kept: Kept | None = None) -> Report:
    """The report on what the options name, from what is kept of earlier runs and from the files."""
    if is_stdin(options):
        return check_stdin(parts, options, settings, sys.stdin.buffer.read())
    from hangup.diagnose import unreadable
    from hangup.model import number_equals
    from hangup.progress import Progress

    found = discovered(options, settings, kept.note if kept is not None else None)
    whole = options.paths[0] if options.paths else "."
    listed = {os.path.realpath(whole): found.files} if len(options.paths) < 2 else {}
    with Progress(sys.stderr) as progress:
        around = _around(options, settings, listed, found.files)
        report = check_each(parts, found.files, settings.of, settings.of, progress, around, kept=kept)
    for path, reason in found.unreadable:
        diagnostics = unreadable(path, reason, settings.of(path))
        report.diagnostics = number_equals([*report.diagnostics, *diagnostics])
    report.checked = found.files
    report.directories = tuple(path for path in options.paths or (".",) if os.path.isdir(path))
    return report


def _around(
    options: CheckOptions, settings: Configuration, listed: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    checked: Sequence[str] = (),
) -> Around:  # fmt: skip
    def find(candidates: Sequence[str]) -> list[Surroundings]:
        from hangup.project.surroundings import surroundings

        return surroundings(candidates, excludes(options, settings), listed, checked)

    return find


def check_each(
    parts: Parts,
    files: Sequence[str],
    knowing: SettingsOf,
    settings_of: SettingsOf,
    progress: Callable[[int, int, str], None] | None = None,
    around: Around | None = None,
    texts: Mapping[str, bytes] = MappingProxyType({}),
    kept: Kept | None = None,
) -> Report:
    """The report on files. Files whose configurations know other SDKs or frameworks are checked apart.

    What the settings by ``knowing`` know counts, and by ``settings_of`` is decided what is reported.
    """
    from hangup.checking.paths import check_paths
    from hangup.report import Report

    groups: dict[object, tuple[Settings, list[str]]] = {}
    by_folder: dict[str, list[str]] = {}
    for path in files:
        folder = path.rpartition("/")[0]
        if folder not in by_folder:
            holding = knowing(path)
            known = groups.setdefault((holding.own, holding.preview, holding.sdks), (holding, []))
            by_folder[folder] = known[1]
        by_folder[folder].append(path)
    report = Report()
    for holding, paths in groups.values() or [(knowing(_NO_FILE), list[str]())]:
        toolbox = partial(parts.toolbox, holding)
        report.absorb(
            check_paths(
                paths,
                parts.prefilter(holding),
                toolbox,
                settings_of,
                progress,
                around,
                texts,
                search=kept.search if kept is not None else None,
                results=partial(kept.results, holding) if kept is not None else None,
                jobs=kept.jobs if kept is not None else 1,
            )
        )
    return report


def is_stdin(options: CheckOptions) -> bool:
    """Whether standard input is meant, which goes with no other path."""
    if STDIN in options.paths and len(options.paths) > 1:
        raise Problem("standard input (-) cannot be checked together with files")
    return STDIN in options.paths or bool(options.stdin_filename and not options.paths)


def discovered(options: CheckOptions, settings: Configuration, note: Note | None = None) -> Discovery:
    """The files below the named paths. Says on standard error which of the named ones cannot be checked."""
    from hangup.project.discover import MissingPath, discover

    paths = options.paths or (".",)
    try:
        found = discover(paths, excludes(options, settings), force_exclude=options.force_exclude, note=note)
    except MissingPath as error:
        raise Problem(clean(str(error))) from error
    for path in found.unsupported[:_FEW]:
        say(f"warning: {clean(path)}: not checked, no front end reads files of this name")
    if found.unsupported[_FEW:]:
        say(f"warning: nor are {len(found.unsupported[_FEW:])} more of the named files")
    if not found.files and not found.unreadable and not options.quiet:
        say("warning: there are no files to check" + (f" in {clean(paths[0])}" if len(paths) == 1 else ""))
    return found


def check_stdin(parts: Parts, options: CheckOptions, settings: Configuration, data: bytes) -> Report:
    """The report on a text that stands for the file that --stdin-filename names, as a part of the project around it.

    The text is among the report's sources, whatever is found.
    """
    from hangup.frontends import is_supported
    from hangup.model import open_source
    from hangup.project.discover import reported
    from hangup.report import Report

    name = options.stdin_filename
    if name is None:
        raise Problem("standard input needs --stdin-filename: its suffix says which language it is")
    path = reported(name)
    report = Report(sources={path: open_source(path, data)})
    if not is_supported(path):
        say(f"warning: {clean(path)}: not checked, no front end reads files of this name")
        return report
    if options.force_exclude and excludes(options, settings).excluded(name):
        return report
    around = _around(options, settings)
    report.absorb(check_each(parts, [path], settings.of, settings.of, around=around, texts={path: data}))
    report.checked = (path,)
    return report


def excludes(options: CheckOptions, settings: Configuration) -> Excludes:
    """What the options leave out, and the configuration of this directory, and the one nearest to each file."""
    from hangup.project.exclude import Excludes, Patterns

    everywhere = (Patterns(options.exclude), settings.run.exclude)
    return Excludes(*everywhere, nearest=lambda path: settings.of(path).exclude)
