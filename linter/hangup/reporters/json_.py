"""The contract's JSON: one object, stable, pure ASCII."""

from __future__ import annotations

from typing import Any

from hangup.model import Diagnostic, Fix, Severity, SourceFile, Span
from hangup.report import Report
from hangup.reporters.plain import dumps, readable
from hangup.reporters.screen import Screen

VERSION = 1


def write(report: Report, screen: Screen) -> None:
    """Write the report as one JSON object."""
    screen.line(dumps(document(report)))


def document(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "version": VERSION,
        "summary": summary(report),
        "diagnostics": [diagnostic_object(diagnostic, report) for diagnostic in report.diagnostics],
    }


def summary(report: Report) -> dict[str, int]:
    """What was counted in the run."""
    return {
        "files": report.files,
        "analysed": report.analysed,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "suppressed": report.suppressed,
        "baselined": report.baselined + report.unchanged,
    }


def diagnostic_object(diagnostic: Diagnostic, report: Report) -> dict[str, Any]:
    """One of the contract's diagnostics as plain values."""
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.label,
        "confidence": diagnostic.confidence.label,
        **_place(diagnostic.path, diagnostic.span, report.source(diagnostic.path)),
        "message": diagnostic.message,
        "suggestion": diagnostic.suggestion,
        "resource": diagnostic.resource,
        "scope": diagnostic.scope,
        "related": [
            {**_place(related.path, related.span, report.source(related.path)), "label": related.label}
            for related in diagnostic.related
        ],
        "fix": None if diagnostic.fix is None else _fix(diagnostic.fix),
        "fingerprint": diagnostic.fingerprint,
    }


def _place(path: str, span: Span, source: SourceFile) -> dict[str, Any]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "path": readable(path),
        **({} if start.cell is None else {"cell": start.cell}),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "applicability": fix.applicability.label,
        "title": fix.title,
        "edits": [
            {"path": readable(edit.path), "start": edit.span.start, "end": edit.span.end, "text": edit.text}
            for edit in fix.edits
        ],
    }
