"""The last line of a report for people."""

from __future__ import annotations

from hangup.model import Severity
from hangup.report import Report


def summary(report: Report) -> str:
    """``Found 3 errors and 1 warning in 2 of 412 files.``, ``All clear: 412 files checked, 37 with connections.``, or
    ``Nothing was checked.``
    """
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    notes: list[str] = []
    if not report.files and not report.diagnostics:
        text = "Nothing was checked"
    elif not errors and not warnings:
        text = f"All clear: {number(report.files, 'file')} checked, {report.analysed} with connections"
    else:
        counts = [number(errors, "error")] * bool(errors) + [number(warnings, "warning")] * bool(warnings)
        places = len({diagnostic.path for diagnostic in report.diagnostics})
        files = max(report.files, places)  # a folder that cannot be listed is a place and no file
        text = f"Found {' and '.join(counts)} in {places} of {number(files, 'file')}"
        skipped = len({diagnostic.path for diagnostic in report.diagnostics if diagnostic.code == "HUP900"})
        notes += [f"{number(skipped, 'file')} not fully analysed: HUP900"] * bool(skipped)
    notes += [f"{report.suppressed} suppressed"] * bool(report.suppressed)
    notes += [f"{report.baselined} in the baseline"] * bool(report.baselined)
    notes += [f"{report.unchanged} not new"] * bool(report.unchanged)
    return text + (f" ({'; '.join(notes)})" if notes else "") + "."


def number(count: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{count:,} {noun}" + "s" * (count != 1)
