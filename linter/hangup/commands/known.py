"""``--baseline``, ``--update-baseline`` and ``--since``: takes what is known out of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hangup.commands.base import Problem, say
from hangup.reporters.screen import clean

if TYPE_CHECKING:
    from hangup.baseline import Baseline, Scope
    from hangup.commands.check_options import CheckOptions
    from hangup.commands.parts import Parts
    from hangup.configuration import Configuration
    from hangup.report import Report


def baseline_file(options: CheckOptions, settings: Configuration) -> str | None:
    """The baseline that counts in this run, if any.

    Raises:
        Problem: one is to be written, and none is named or what was checked cannot be trusted.
    """
    file = None if options.no_baseline else options.baseline or settings.run.baseline
    if options.baseline and options.no_baseline:
        raise Problem("--baseline and --no-baseline contradict each other")
    if options.update_baseline and file is None:
        raise Problem("--update-baseline needs to know which file: name it with --baseline, or in the configuration")
    return file


def read(file: str | None, options: CheckOptions) -> Baseline | None:
    """The entries of the baseline, read before any file is checked so that a broken one costs no time."""
    if file is None:
        return None
    from hangup.baseline import BaselineError, load

    try:
        return load(file, create=options.update_baseline)
    except BaselineError as error:
        raise Problem(clean(str(error))) from error


def without(baseline: Baseline | None, report: Report) -> Report:
    """A report that lacks what is known; the one that is given keeps it."""
    if baseline is None:
        return report
    from dataclasses import replace

    new = replace(report)
    baseline.apply(new)
    return new


def apply(
    baseline: Baseline | None, parts: Parts, options: CheckOptions, settings: Configuration, report: Report
) -> None:
    """Take the entries of the baseline out of the report, or write them anew before that."""
    if baseline is None:
        return
    from hangup.baseline import scope

    seen = scope(report, settings.of, parts.registry())
    if options.update_baseline:
        baseline = _update(baseline, options, report, seen)
    stale = len(list(seen.covered(baseline, baseline.apply(report))))
    if stale and not options.quiet:
        them = "1 entry matches" if stale == 1 else f"{stale:,} entries match"
        say(f"note: {clean(baseline.file)}: {them} nothing any more; --update-baseline removes what is mended")


def _update(baseline: Baseline, options: CheckOptions, report: Report, seen: Scope) -> Baseline:
    from hangup.baseline import BaselineError

    file = clean(baseline.file)
    if report.failures:
        raise Problem(f"{file}: not written, because hangup failed on {clean(report.failures[0].path)}")
    baseline, change = baseline.updated(report, seen)
    try:
        baseline.write()
    except BaselineError as error:
        raise Problem(clean(str(error))) from error
    if not options.quiet:
        entries = "1 finding" if change.entries == 1 else f"{change.entries:,} findings"
        say(f"{file}: {entries}, {change.added:,} of them new; {change.dropped:,} removed")
    return baseline
