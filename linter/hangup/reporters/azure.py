"""Azure Pipelines' logging commands: an issue of the run for each finding. Each is one line and shows no other."""

from __future__ import annotations

from hangup.model import Diagnostic, SourceFile
from hangup.report import Report
from hangup.reporters.places import Repository, region
from hangup.reporters.screen import Screen, clean
from hangup.reporters.summary import summary


def write(report: Report, screen: Screen) -> None:
    """Write a command for each finding, and the summary."""
    repository = Repository.around()
    for diagnostic in report.diagnostics:
        screen.line(_command(diagnostic, report.source(diagnostic.path), repository))
    if not screen.quiet:
        screen.line(summary(report))


def _command(diagnostic: Diagnostic, source: SourceFile, repository: Repository) -> str:
    start, _ = region(source, diagnostic.span)
    properties: dict[str, str | int] = {
        "type": diagnostic.severity.label,
        "sourcepath": repository.path(diagnostic.path),
        "linenumber": start.line,
        "columnnumber": start.column,
        "code": diagnostic.code,
    }
    given = "".join(f"{name}={_property(str(value))};" for name, value in properties.items())
    text = f"{clean(diagnostic.message)}. Fix: {clean(diagnostic.suggestion)}"
    return f"##vso[task.logissue {given}]{_data(text)}"


def _data(text: str) -> str:
    """``%AZP25`` is what agents decode to a percent sign."""
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text)).replace("]", "%5D").replace(";", "%3B")
