"""Checkstyle's XML, which most build servers read: a ``file`` element for each file, an ``error`` for each finding."""

from __future__ import annotations

from itertools import groupby

from hangup.report import Report
from hangup.reporters.places import Repository, region
from hangup.reporters.screen import Screen
from hangup.reporters.xml_ import element, write_document

_VERSION = "4.3"
"""Of the format; Checkstyle has not changed it since."""


def write(report: Report, screen: Screen) -> None:
    """Write all findings as one document."""
    repository = Repository.around()
    root = element(None, "checkstyle", {"version": _VERSION})
    for path, diagnostics in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.path):
        file = element(root, "file", {"name": repository.path(path)})
        for diagnostic in diagnostics:
            start, _ = region(report.source(path), diagnostic.span)
            attributes: dict[str, str | int] = {
                "line": start.line,
                "column": start.column,
                "severity": diagnostic.severity.label,
                "message": f"{diagnostic.message}. Fix: {diagnostic.suggestion}",
                "source": f"hangup.{diagnostic.code}.{diagnostic.name}",
            }
            element(file, "error", attributes)
    write_document(root, screen)
