"""A heading for each file and its findings below it: to work through a file at a time."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from hangup.report import Report
from hangup.reporters.ansi import BOLD, SEVERITY, styled
from hangup.reporters.screen import Screen, clean
from hangup.reporters.summary import summary

if TYPE_CHECKING:
    from hangup.model import Diagnostic


def write(report: Report, screen: Screen) -> None:
    """Write the findings of each file, in columns, and the summary."""
    for path, group in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.path):
        screen.line(f"{styled(clean(path), BOLD, screen.color)}:")
        _write_file(list(group), report, screen)
        screen.line()
    if not screen.quiet:
        screen.line(summary(report))


def _write_file(diagnostics: list[Diagnostic], report: Report, screen: Screen) -> None:
    from hangup.reporters.prose import wrap

    source = report.source(diagnostics[0].path)
    starts = [source.position(diagnostic.span.start) for diagnostic in diagnostics]
    places = [str(start) for start in starts]
    place_width = max(map(len, places))
    label_width = max(len(diagnostic.severity.label) for diagnostic in diagnostics)
    for place, diagnostic in zip(places, diagnostics, strict=True):
        label = styled(f"{diagnostic.severity.label:<{label_width}}", SEVERITY[diagnostic.severity], screen.color)
        indent = 2 + place_width + 2 + label_width + 2
        text = f"{diagnostic.code} {clean(diagnostic.message)} ({diagnostic.name})"
        first, *rest = wrap(text, screen.width - indent)
        screen.line(f"  {place:>{place_width}}  {label}  {first}")
        for line in rest:
            screen.line(" " * indent + line)
