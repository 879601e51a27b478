"""``--add-ignore``: writes a suppression comment for every finding that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hangup.commands import targets
from hangup.commands.ending import Problem, say
from hangup.commands.fixing import see_unchanged
from hangup.reporters.screen import clean
from hangup.reporters.summary import number

if TYPE_CHECKING:
    from hangup.commands.options import CheckOptions
    from hangup.commands.parts import Parts
    from hangup.configuration import Configuration
    from hangup.report import Report

NOTEBOOK = ".ipynb"


def refuse(options: CheckOptions) -> None:
    """Refuse options that do not go together, and a reason that no comment can hold."""
    if options.add_ignore is None:
        return
    from hangup.ignoring import ReasonError, check_reason

    if options.fix or options.diff:
        raise Problem("--add-ignore suppresses what --fix and --diff would mend: use one of them")
    if options.update_baseline:
        raise Problem("--add-ignore and --update-baseline write the same findings to two places: use one of them")
    if targets.is_stdin(options):
        raise Problem("--add-ignore writes to files: standard input is none")
    try:
        check_reason(options.add_ignore)
    except ReasonError as error:
        raise Problem(clean(f"--add-ignore: {error}")) from error


def add(parts: Parts, options: CheckOptions, settings: Configuration, report: Report) -> tuple[Report, list[str]]:
    """Write comments for the findings of a report. What is left to find, and what went wrong as sentences."""
    from hangup.ignoring import Ignorer
    from hangup.project.replace import write_whole

    toolbox = parts.toolbox(settings.run)
    ignorer = Ignorer(toolbox.lower, toolbox.names(), options.add_ignore or "")
    problems: list[str] = []
    count = files = 0
    for path in dict.fromkeys(diagnostic.path for diagnostic in report.diagnostics):
        wanted = [each for each in report.diagnostics if each.path == path and not each.code.startswith("HUP9")]
        if not wanted:
            continue
        if path.lower().endswith(NOTEBOOK):
            say(f"{clean(path)}: no comment written: notebooks are not edited")
            continue
        source = report.source(path)
        ignored = ignorer.ignore(source, wanted)
        for diagnostic in ignored.left:
            line = source.position(diagnostic.span.start).line
            say(f"{clean(path)}:{line}: no comment written: there is no place for one that covers {diagnostic.code}")
        if not ignored.done:
            continue
        try:
            see_unchanged(source)
            write_whole(path, ignored.after.data)
        except OSError as error:
            problems.append(f"{clean(path)}: no comment written: {(error.strerror or str(error)).lower()}")
            continue
        count += len(ignored.done)
        files += 1
    if not options.quiet:
        say(f"suppressed {number(count, 'finding')} in {number(files, 'file')}" if count else "nothing to suppress")
    return (targets.check(parts, options, settings) if count else report), problems
