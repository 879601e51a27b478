"""Fixes on request: shown in the report, written to the files, or written as a patch."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from hangup.commands import targets
from hangup.commands.ending import CLEAN, ERROR, FOUND, Problem, output, say
from hangup.commands.options import CheckOptions
from hangup.commands.parts import Parts
from hangup.diagnose import NOT_ANALYSED
from hangup.model import Applicability
from hangup.records import dataclass, replace
from hangup.reporters.screen import clean, look
from hangup.reporters.summary import number

if TYPE_CHECKING:
    from hangup.commands.programs import Program
    from hangup.configuration import Configuration
    from hangup.fixer import Files, Fixed
    from hangup.model import SourceFile
    from hangup.report import Report

SHOWING = frozenset({"full", "json", "jsonl", "sarif", "gitlab", "rdjson", "agent"})
"""Formats that show fixes. For the others none is proved, which costs an analysis for each."""


def propose(parts: Parts, options: CheckOptions, settings: Configuration, report: Report, jobs: int = 1) -> None:
    """Give the findings their fixes, where a report shows them."""
    shows = any(each.output_format in SHOWING for each in options.output_format)
    unfollowed = {each.path for each in report.diagnostics if each.code == NOT_ANALYSED}  # nothing is proved in these
    mendable = [each for each in report.diagnostics if each.remedies and each.path not in unfollowed]
    if not shows or options.statistics or not mendable:
        return
    from hangup.commands.proposing import fixes

    found = fixes(mendable, parts, settings, report, jobs)
    proposed = {id(each): fix for each, fix in zip(mendable, found, strict=True)}
    report.diagnostics = [
        replace(each, fix=proposed[id(each)]) if id(each) in proposed else each for each in report.diagnostics
    ]


def differ(parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> int:
    """Write what ``--fix`` would change as a patch to standard output; the exit status says whether it would."""
    from hangup.reporters.ansi import CHANGES, styled
    from hangup.reporters.difference import patch

    screen = look(sys.stdout, options.color)
    changed = [fixed for job in _jobs(parts, options, settings, report) for fixed in job.changed()]
    with output():
        for fixed in changed:
            data = patch(fixed.before.path, fixed.before.data, fixed.after.data)
            sys.stdout.flush()
            if screen.color or sys.stdout.isatty():
                for line in data.decode("utf-8", "replace").removesuffix("\n").split("\n"):
                    screen.line(styled(clean(line), CHANGES.get(line[:1], ""), screen.color))
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
    problems: list[str] = []
    written: list[Fixed] = []
    for job in _jobs(parts, options, settings, report):
        for path, reason in _write(job, written):
            problems.append(f"{clean(path)}: not fixed: {clean(reason)}")
    if not options.quiet:
        _tell(written)
    return (targets.check(parts, options, settings) if written else report), problems


def fix_stdin(parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> Report:
    """Write standard input to standard output, fixed. What is left to find."""
    (source,) = report.sources.values()
    alone = (replace(job, others=()) for job in _jobs(parts, options, settings, report))
    fixes = [fixed for job in alone for fixed in job.changed()]
    data = fixes[0].after.data if fixes else source.data
    with output():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    if not options.quiet:
        _tell(fixes)
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


@dataclass(frozen=True, slots=True)
class _Job:
    """One program to fix: its files as they are, which of them have what is to be fixed, and what is left alone.

    ``others``: the files without such findings that may be edited as well.
    """

    program: Program
    files: Files
    paths: tuple[str, ...]
    level: Applicability
    known: frozenset[tuple[str, ...]]
    others: tuple[str, ...] = ()

    def changed(self) -> list[Fixed]:
        """The files that their fixes change."""
        from hangup.fixer import fix_files

        program = self.program
        fixed = fix_files(self.files, self.paths, program.check, program.prover, self.level, self.known, self.others)
        return [each for each in fixed if each.is_changed]

    def without(self, paths: Iterable[str]) -> _Job:
        """The job in which these files stay as they are on disk now."""
        from hangup.fixer import with_file
        from hangup.model import open_source
        from hangup.project.read import read

        files, gone = self.files, tuple(paths)
        for path in gone:
            try:
                files = with_file(files, open_source(path, read(path)))
            except OSError:
                continue  # it is gone, or cannot be read any more
        return replace(self, files=files, paths=_but(self.paths, gone), others=_but(self.others, gone))


def _but(paths: Iterable[str], gone: Container[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if path not in gone)


def _jobs(parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> Iterator[_Job]:
    """The programs with findings that have remedies."""
    pending = dict.fromkeys(diagnostic.path for diagnostic in report.diagnostics if diagnostic.remedies)
    if not pending:
        return
    from hangup.commands.programs import Programs

    programs = Programs(parts, settings, report)
    wanted = {(diagnostic.path, diagnostic.fingerprint) for diagnostic in report.diagnostics}
    while pending:
        program = programs.of(next(iter(pending)))
        paths = tuple(path for path in pending if path in program.paths)
        every = [diagnostic for each in program.check(program.files) for diagnostic in each.diagnostics]
        known = {(each.path, each.code, each.anchor) for each in every if (each.path, each.fingerprint) not in wanted}
        yield _Job(program, program.files, paths, level(options), frozenset(known), others=_but(program.paths, paths))
        for path in paths:
            del pending[path]


def _write(job: _Job, written: list[Fixed]) -> Iterator[tuple[str, str]]:
    """Write the fixes of a program to its files. Which file is not fixed, and why.

    A file that may not be written stays as it is, and the fixes of the others are proved beside it as such.
    """
    from hangup.project.replace import write_whole

    changed = job.changed()
    while refused := {each.before.path: reason for each in changed if (reason := _refusal(each.before))}:
        yield from refused.items()
        job = job.without(refused)
        changed = job.changed()
    for fixed in changed:
        try:
            write_whole(fixed.before.path, fixed.after.data)
        except OSError as error:
            yield fixed.before.path, (error.strerror or str(error)).lower()
            continue
        written.append(fixed)


def _refusal(source: SourceFile) -> str | None:
    try:
        see_unchanged(source)
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return None


def see_unchanged(source: SourceFile) -> None:
    """See that a file is still what was checked, and may be written.

    Raises:
        OSError: it is neither.
    """
    from hangup.project.read import read
    from hangup.reporters.places import Repository

    if read(source.path) != source.data:
        raise OSError(None, "it changed while it was checked, run again")
    if Repository.around().leads_out(source.path):
        raise OSError(None, "it is a link that leads out of the project")
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
