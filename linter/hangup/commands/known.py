"""``--baseline``, ``--update-baseline`` and ``--since``: takes what is known out of a report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hangup.commands import targets
from hangup.commands.ending import Problem, say
from hangup.config import EVERYTHING, Settings
from hangup.records import dataclass, replace
from hangup.reporters.screen import clean

if TYPE_CHECKING:
    from hangup.baseline import Baseline, Scope
    from hangup.commands.options import CheckOptions
    from hangup.commands.parts import Parts
    from hangup.configuration import Configuration
    from hangup.report import Report
    from hangup.since import Since


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the check: a file, a commit, both or neither."""

    baseline: Baseline | None
    since: Since | None

    def without(self, report: Report) -> Report:
        """A report that lacks what is known; the one that is given keeps it."""
        new = replace(report)
        if self.baseline is not None:
            self.baseline.apply(new)
        self._compare(new)
        return new

    def apply(self, parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> None:
        """Take what is known out of a report, after the baseline was written anew if that is wanted."""
        if self.baseline is not None:
            _apply(self.baseline, parts, options, settings, report)
        self._compare(report)

    def _compare(self, report: Report) -> None:
        if self.since is None:
            return
        from hangup.project.revision import RevisionError

        try:
            self.since.apply(report)
        except RevisionError as error:
            raise Problem(clean(f"--since {self.since.revision.name}: {error}")) from error
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise Problem(clean(f"--since: its tree cannot be written to {error.filename}: {reason}")) from error


def find(parts: Parts, options: CheckOptions, settings: Configuration) -> Known:
    """What is known in this run. A broken baseline and an unknown commit cost no time: no file has been checked yet.

    Raises:
        Problem: one of them cannot be used.
    """
    return Known(_baseline(options, settings), _since(parts, options, settings))


def _since(parts: Parts, options: CheckOptions, settings: Configuration) -> Since | None:
    if options.since is None:
        return None
    from hangup.project.revision import RevisionError, find
    from hangup.since import Since

    try:
        revision = find(options.since)
    except RevisionError as error:
        raise Problem(clean(f"--since {options.since}: {error}")) from error
    excludes = targets.excludes(options, settings)

    def knowing(path: str) -> Settings:
        return settings.of(os.path.join(revision.root, path))

    def check(paths: Sequence[str], files: Sequence[str]) -> Report:
        from hangup.project.surroundings import Surroundings

        around = [Surroundings(".", tuple(files))]
        # what was known at a commit is known, however sure hangup was of it
        return targets.check_each(parts, paths, knowing, lambda _: EVERYTHING, around=lambda _: around)

    return Since(revision, check, lambda path: excludes.excluded_below(revision.root, path))


def _baseline(options: CheckOptions, settings: Configuration) -> Baseline | None:
    if options.baseline and options.no_baseline:
        raise Problem("--baseline and --no-baseline contradict each other")
    file = None if options.no_baseline else options.baseline or settings.run.baseline
    if options.update_baseline:
        if file is None:
            raise Problem(
                "--update-baseline needs to know which file: name it with --baseline, or in the configuration"
            )
        if options.since is not None:
            raise Problem("--update-baseline writes all findings and --since hides some: use one of them")
        if targets.is_stdin(options):
            raise Problem("--update-baseline needs files: standard input is not what stands in them")
    if file is None:
        return None
    from hangup.baseline import BaselineError, load

    try:
        return load(file, create=options.update_baseline)
    except BaselineError as error:
        raise Problem(clean(str(error))) from error


def _apply(baseline: Baseline, parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> None:
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
