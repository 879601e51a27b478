"""``hangup check``: settings, files, the engine, the report and the exit status, in this order."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from hangup.commands.base import CLEAN, ERROR, FOUND, GroupedCommand, Problem, output, say
from hangup.commands.check_options import ALL, CheckOptions
from hangup.commands.parts import Parts
from hangup.config import CONFIDENCE, FAIL_ON, ConfigError, Settings, load
from hangup.reporters import write
from hangup.reporters.screen import clean, look

if TYPE_CHECKING:
    from hangup.project.exclude import Excludes
    from hangup.project.prefilter import Prefilter
    from hangup.report import Report

STDIN = "-"
_FEW = 3


@click.command(cls=GroupedCommand, params=ALL)
@click.pass_obj
def check(parts: Parts, /, **given: Any) -> int:
    """Check files and directories (default: the current one; "-" is standard input).

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 usage, configuration or internal error.
    """
    return run(parts, CheckOptions(**given))


def run(parts: Parts, options: CheckOptions) -> int:
    """The exit status of a check."""
    settings = _settings(parts, options)
    excludes = _excludes(settings, options)
    if STDIN in options.paths or (options.stdin_filename and not options.paths):
        if len(options.paths) > 1:
            raise Problem("standard input (-) cannot be checked together with files")
        report = _check_stdin(parts, options, settings, excludes)
    else:
        report = _check_files(parts, options, settings, excludes)
    with output():
        screen = look(sys.stdout, options.color, quiet=options.quiet)
        pages = parts.pages() if screen.links and report.diagnostics else {}
        write(options.output_format, report, replace(screen, pages=pages))
    for failure in report.failures:
        say(f"internal error in {clean(failure.path)}: {clean(failure.reason)}\n{failure.details}")
    if report.failures:
        return ERROR
    return FOUND if report.fails(settings.fail_on) else CLEAN


def _check_files(parts: Parts, options: CheckOptions, settings: Settings, excludes: Excludes) -> Report:
    from hangup.engine import check_paths, unreadable
    from hangup.model import number_equals
    from hangup.progress import Progress
    from hangup.project.discover import MissingPath, discover

    paths = options.paths or (".",)
    try:
        found = discover(paths, excludes, force_exclude=options.force_exclude)
    except MissingPath as error:
        raise Problem(clean(str(error))) from error
    for path in found.unsupported[:_FEW]:
        say(f"warning: {clean(path)}: not checked, no front end reads files of this name")
    if found.unsupported[_FEW:]:
        say(f"warning: nor are {len(found.unsupported[_FEW:])} more of the named files")
    if not found.files and not options.quiet:
        say("warning: there are no files to check" + (f" in {clean(paths[0])}" if len(paths) == 1 else ""))
    with Progress(sys.stderr) as progress:
        report = check_paths(
            found.files, _prefilter(parts, settings), lambda: parts.toolbox(settings), settings, progress
        )
    for path, reason in found.unreadable:
        report.diagnostics = number_equals([*report.diagnostics, *unreadable(path, reason, settings)])
    return report


def _check_stdin(parts: Parts, options: CheckOptions, settings: Settings, excludes: Excludes) -> Report:
    from hangup.engine import check_data
    from hangup.frontends import is_supported
    from hangup.project.discover import reported
    from hangup.report import Report

    name = options.stdin_filename
    if name is None:
        raise Problem("standard input needs --stdin-filename: its suffix says which language it is")
    data = sys.stdin.buffer.read()
    path = reported(name)
    if not is_supported(path):
        say(f"warning: {clean(path)}: not checked, no front end reads files of this name")
        return Report()
    if options.force_exclude and excludes.excluded(name):
        return Report()
    report = Report(files=1)
    if _prefilter(parts, settings).passes(data):
        report.add(check_data(path, data, parts.toolbox(settings), settings))
    return report


def _settings(parts: Parts, options: CheckOptions) -> Settings:
    """The configuration file's settings with the command line's in their place."""
    from hangup.selection import Selection, UnknownSelector

    try:
        settings = load()
    except ConfigError as error:
        raise Problem(clean(str(error))) from error
    if options.select:
        settings = replace(settings, select=_split(options.select))
    if options.ignore:
        settings = replace(settings, ignore=_split(options.ignore))
    if options.confidence:
        settings = replace(settings, confidence=CONFIDENCE[options.confidence])
    if options.preview:
        settings = replace(settings, preview=True)
    if options.fail_on:
        settings = replace(settings, fail_on=FAIL_ON[options.fail_on])
    if settings.select != Settings().select or settings.ignore:
        try:
            Selection(settings.select, settings.ignore).check([(rule.code, rule.name) for rule in parts.registry()])
        except UnknownSelector as error:
            raise Problem(clean(str(error))) from error
    return settings


def _prefilter(parts: Parts, settings: Settings) -> Prefilter:
    """What decides on bytes. The words of the configuration's own SDKs are among its own: they are read here."""
    from hangup.catalogue.sources import CatalogueError

    try:
        return parts.prefilter(settings)
    except CatalogueError as error:
        raise Problem(clean(str(error))) from error


def _excludes(settings: Settings, options: CheckOptions) -> Excludes:
    from hangup.project.exclude import Excludes

    return Excludes((settings.exclude, settings.root), (options.exclude, "."))


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
