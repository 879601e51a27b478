"""GitHub's workflow commands: a line for each finding, which becomes an annotation in the pull request.

GitHub shows 10 errors and 10 warnings of a step and drops the others without a word; their lines stay in the log. So
each message begins with its place, and a notice says when there are more.
"""

from __future__ import annotations

from hangup.model import Diagnostic, Severity, SourceFile
from hangup.report import Report
from hangup.reporters.places import Repository, region
from hangup.reporters.screen import Screen, clean
from hangup.reporters.summary import summary

_SHOWN = 10


def write(report: Report, screen: Screen) -> None:
    """Write a command for each finding, and the summary."""
    repository = Repository.around()
    for diagnostic in report.diagnostics:
        screen.line(_command(diagnostic, report.source(diagnostic.path), repository))
    if any(report.count(severity) > _SHOWN for severity in Severity):
        text = f"GitHub shows {_SHOWN} errors and {_SHOWN} warnings of a step, the log of the step has them all"
        screen.line(f"::notice title=hangup::{_data(f'{summary(report)} {text}.')}")
    if not screen.quiet:
        screen.line(summary(report))


def _command(diagnostic: Diagnostic, source: SourceFile, repository: Repository) -> str:
    start, end = region(source, diagnostic.span)
    path = repository.path(diagnostic.path)
    properties: dict[str, str | int] = {"file": path, "line": start.line}
    if start.line == end.line:  # columns of a span over several lines are refused
        properties |= {"col": start.column, "endLine": end.line, "endColumn": end.column}
    else:
        properties["endLine"] = end.line
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    place = f"{path}:{source.position(diagnostic.span.start)}"
    text = f"{clean(place)}: {clean(diagnostic.message)}\nfix: {clean(diagnostic.suggestion)}"
    return f"::{diagnostic.severity.label} {given}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
