"""What ``hangup check`` does: settings, files, the engine, the report and the exit status, in this order."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hangup.bounds import BOUNDS
from hangup.catalogue.sources import CatalogueError
from hangup.commands import fixing, known, targets
from hangup.commands.caching import Kept
from hangup.commands.ending import CLEAN, ERROR, FOUND, Problem, output, say
from hangup.commands.settings import configuration
from hangup.config import ConfigError
from hangup.model import Severity
from hangup.records import replace
from hangup.reporters import write
from hangup.reporters.outputs import shown_format, write_files
from hangup.reporters.screen import clean, look
from hangup.reporters.summary import summary

if TYPE_CHECKING:
    from hangup.commands.options import CheckOptions
    from hangup.commands.parts import Parts
    from hangup.configuration import Configuration
    from hangup.report import Report


def check(parts: Parts, options: CheckOptions) -> int:
    """The exit status of a check, or of many until somebody ends it.

    Raises:
        Problem: something the user can mend.
    """
    if not options.watch:
        return _once(parts, options)
    from hangup.commands import watching

    watching.refuse(options)
    watching.watch(lambda: _once(parts, options), watching.looker(options, lambda: _settings(parts, options)))
    return CLEAN


def _once(parts: Parts, options: CheckOptions) -> int:
    try:
        with BOUNDS.of(options.time_limit, options.memory_limit):
            return run(parts, options)
    except (ConfigError, CatalogueError) as error:
        raise Problem(clean(str(error))) from error


def _settings(parts: Parts, options: CheckOptions) -> Configuration:
    return configuration(options, lambda: [(rule.code, rule.name) for rule in parts.registry()])


def run(parts: Parts, options: CheckOptions) -> int:
    """The exit status of a check."""
    settings = _settings(parts, options)
    if options.show_settings or options.show_files:
        from hangup.commands import show

        return show.settings(options, settings) if options.show_settings else show.files(options, settings)
    _refuse(options)
    before = known.find(parts, options, settings)
    kept = Kept(options)
    report = targets.check(parts, options, settings, kept)
    problems: list[str] = []
    rewrites = options.fix or options.diff or options.add_ignore is not None
    new = before.without(report) if rewrites else report
    if options.diff:
        return fixing.differ(parts, options, settings, new)
    holds_text = options.fix and targets.is_stdin(options)
    if holds_text:
        report = fixing.fix_stdin(parts, options, settings, new)
    elif options.fix:
        fixed, problems = fixing.fix(parts, options, settings, new)
        report = report if fixed is new else fixed
    elif options.add_ignore is not None:
        from hangup.commands import ignoring

        left, problems = ignoring.add(parts, options, settings, new)
        report = report if left is new else left
    before.apply(parts, options, settings, report)
    fixing.propose(parts, options, settings, report, kept.jobs)
    kept.save()
    report.status = _status(options, settings, report)
    report.rules = parts.registry
    problems += write_files(options.output_format, report, quiet=options.quiet)
    if holds_text:  # the report makes room for it
        write("concise", report, look(sys.stderr, options.color, quiet=options.quiet))
    else:
        _show(parts, options, report)
    for failure in report.failures:
        say(f"internal error in {clean(failure.path)}: {clean(failure.reason)}\n{failure.details}")
    for problem in problems:
        say(f"error: {problem}")
    return ERROR if problems else report.status


def _refuse(options: CheckOptions) -> None:
    """Refuse options that do not go together, before any work is done."""
    fixing.refuse(options)
    if options.add_ignore is not None:
        from hangup.commands import ignoring

        ignoring.refuse(options)
    shown = shown_format(options.output_format)
    if options.statistics and shown:
        from hangup.reporters.statistics import FORMATS

        if shown not in FORMATS:
            raise Problem(f"--statistics are written as {', '.join(FORMATS)}, not as {shown}")


def _show(parts: Parts, options: CheckOptions, report: Report) -> None:
    """Write what goes to standard output; statistics take the place of the report there."""
    shown = shown_format(options.output_format)
    if not shown and not options.statistics:
        if not options.quiet:
            say(summary(report))
        return
    with output():
        screen = look(sys.stdout, options.color, quiet=options.quiet)
        if options.statistics:
            from hangup.reporters import statistics

            statistics.write(shown or "full", report, screen)
        elif shown:
            pages = parts.pages() if screen.links and report.diagnostics else {}
            write(shown, report, replace(screen, pages=pages))


def _status(options: CheckOptions, settings: Configuration, report: Report) -> int:
    if report.failures:
        return ERROR
    return CLEAN if options.exit_zero or _passes(options, settings, report) else FOUND


def _passes(options: CheckOptions, settings: Configuration, report: Report) -> bool:
    if report.fails(lambda path: settings.of(path).fail_on):
        return False
    warnings = report.count(Severity.WARNING)
    if options.max_warnings is not None and warnings > options.max_warnings:
        if not options.quiet:
            say(f"{warnings} warnings are more than the {options.max_warnings} that --max-warnings allows")
        return False
    return True
