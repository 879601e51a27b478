"""Fixes on request: shown in the report, written to the files, or written as a patch."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hangup.commands import targets
from hangup.commands.base import CLEAN, ERROR, FOUND, Problem, output, say
from hangup.commands.check_options import CheckOptions
from hangup.commands.parts import Parts
from hangup.model import Applicability
from hangup.reporters.screen import clean
from hangup.reporters.summary import number

if TYPE_CHECKING:
    from hangup.configuration import Configuration
    from hangup.fixer import Check, Fixed, Prover
    from hangup.model import SourceFile
    from hangup.report import FileReport, Report

SHOWING = frozenset({"full", "json", "jsonl", "sarif", "gitlab", "rdjson", "agent"})
"""Formats that show fixes. For the others none is proved, which costs an analysis for each."""


def propose(parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> None:
    """Give the findings their fixes, where a report shows them."""
    shows = any(each.output_format in SHOWING for each in options.output_format)
    if not shows or options.statistics or not any(diagnostic.remedies for diagnostic in report.diagnostics):
        return
    from hangup import fixer

    fixer.propose(report, _prover(parts, settings))


def differ(parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> int:
    """Write what ``--fix`` would change as a patch to standard output; the exit status says whether it would."""
    from hangup.reporters.difference import patch

    changed = [fixed for fixed in _fixed(parts, options, settings, report) if fixed.is_changed]
    with output():
        for fixed in changed:
            data = patch(fixed.before.path, fixed.before.data, fixed.after.data)
            sys.stdout.flush()
            if sys.stdout.isatty():
                sys.stdout.write("".join(clean(line) + "\n" for line in data.decode("utf-8", "replace").split("\n")))
            else:
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
    if not options.quiet:
        count = sum(len(fixed.applied) for fixed in changed)
        say(f"would fix {number(count, 'finding')} in {number(len(changed), 'file')}" if changed else "nothing to fix")
    if report.failures:
        return ERROR
    return FOUND if changed else CLEAN


def fix(parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> tuple[Report, list[str]]:
    """Fix files on disk. What is left to find, and what went wrong as sentences."""
    from hangup.project.replace import write_whole

    problems: list[str] = []
    written: list[Fixed] = []
    for fixed in _fixed(parts, options, settings, report):
        if not fixed.is_changed:
            continue
        try:
            see_unchanged(fixed.before)
            write_whole(fixed.before.path, fixed.after.data)
        except OSError as error:
            problems.append(f"{clean(fixed.before.path)}: not fixed: {(error.strerror or str(error)).lower()}")
            continue
        written.append(fixed)
    if not options.quiet:
        _tell(written)
    return (targets.check(parts, options, settings) if written else report), problems


def fix_stdin(parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> Report:
    """Write standard input to standard output, fixed. What is left to find."""
    (source,) = report.sources.values()
    fixes = list(_fixed(parts, options, settings, report))
    data = fixes[0].after.data if fixes else source.data
    with output():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    if not options.quiet:
        _tell(each for each in fixes if each.is_changed)
    return targets.check_stdin(parts, options, settings, data)


def level(options: CheckOptions) -> Applicability:
    """The least safe fixes that are wanted."""
    return Applicability.UNSAFE if options.unsafe_fixes else Applicability.SAFE


def refuse(options: CheckOptions) -> None:
    """Refuse options that do not go together."""
    if options.fix and options.diff:
        raise Problem("--fix writes files and --diff writes none: use one of them")
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise Problem("--unsafe-fixes says which fixes: use it with --fix or --diff")


def _fixed(parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> Iterable[Fixed]:
    """Each file with findings that have remedies, before and after its fixes."""
    paths = dict.fromkeys(diagnostic.path for diagnostic in report.diagnostics if diagnostic.remedies)
    if not paths:
        return
    from hangup.fixer import fix_file

    prover = _prover(parts, settings)
    check = _check(parts, settings)
    wanted = {(diagnostic.path, diagnostic.fingerprint) for diagnostic in report.diagnostics}
    for path in paths:
        source = report.source(path)
        every = check(source).diagnostics
        known = {(each.code, each.anchor) for each in every if (path, each.fingerprint) not in wanted}
        yield fix_file(source, check, prover, level(options), known)


def _check(parts: Parts, settings: Configuration) -> Check:
    """What finds in an edited file what the user wants to see."""
    from hangup.engine import check_source

    def check(source: SourceFile) -> FileReport:
        holding = settings.of(source.path)
        return check_source(source, parts.toolbox(holding), holding)

    return check


def _prover(parts: Parts, settings: Configuration) -> Prover:
    """What proves fixes: every rule is in force, at every confidence."""
    from hangup.config import Settings
    from hangup.engine import check_source
    from hangup.fixer import Prover
    from hangup.model import Confidence

    everything = Settings(confidence=Confidence.LOW)
    return Prover(lambda source: check_source(source, parts.toolbox(settings.of(source.path)), everything))


def see_unchanged(source: SourceFile) -> None:
    """See that a file is still what was checked, and may be written.

    Raises:
        OSError: it is neither.
    """
    with open(source.path, "rb") as file:
        if file.read() != source.data:
            raise OSError(None, "it changed while it was checked, run again")
    if not stat.S_IMODE(os.stat(source.path).st_mode) & 0o222:
        raise OSError(None, "it is read-only")


def _tell(written: Iterable[Fixed]) -> None:
    """Say on standard error what was fixed."""
    count = files = 0
    for fixed in written:
        files += 1
        for diagnostic in fixed.applied:
            count += 1
            title = diagnostic.fix.title if diagnostic.fix is not None else ""
            say(f"fixed {clean(diagnostic.path)}: {diagnostic.code}: {clean(title)}")
    if count:
        say(f"fixed {number(count, 'finding')} in {number(files, 'file')}")
