"""reviewdog's diagnostic format. Columns count UTF-8 bytes from 1, ends are exclusive; a suggestion carries a fix.

reviewdog refuses documents with fields that it does not know, so related places are lines of the message.
"""

from __future__ import annotations

from typing import Any

from hangup.model import Diagnostic, SourceFile, Span
from hangup.report import Report
from hangup.reporters.fixes import by_file, merged, offered
from hangup.reporters.plain import dumps, readable
from hangup.reporters.screen import Screen, clean

_MARK = b"\xef\xbb\xbf"


def write(report: Report, screen: Screen) -> None:
    """Write the findings as one ``DiagnosticResult``."""
    screen.line(
        dumps(
            {
                "source": {"name": "hangup"},
                "diagnostics": [_diagnostic(diagnostic, report) for diagnostic in report.diagnostics],
            }
        )
    )


def _diagnostic(diagnostic: Diagnostic, report: Report) -> dict[str, Any]:
    source = report.source(diagnostic.path)
    lines = [clean(diagnostic.message), f"fix: {clean(diagnostic.suggestion)}"]
    for related in diagnostic.related:
        start = report.source(related.path).position(related.span.start)
        lines.append(f"{clean(related.path)}:{start}: {clean(related.label)}")
    made: dict[str, Any] = {
        "message": "\n\n".join(lines),
        "location": _location(diagnostic.path, source, diagnostic.span),
        "severity": diagnostic.severity.name,
        "source": {"name": "hangup"},
        "code": {"value": f"{diagnostic.code} {diagnostic.name}"},
    }
    suggestions = _suggestions(diagnostic, source)
    if suggestions:
        made["suggestions"] = suggestions
    return made


def _suggestions(diagnostic: Diagnostic, source: SourceFile) -> list[dict[str, Any]]:
    """A fix that stays in the file, as one replacement: suggestions are accepted one by one, half a fix is none."""
    fix = offered(diagnostic)
    if fix is None:
        return []
    files = list(by_file(fix))
    if [path for path, _ in files] != [diagnostic.path]:
        return []
    span, text = merged(files[0][1], source)
    return [{"range": _range(source, span), "text": text}]


def _location(path: str, source: SourceFile, span: Span) -> dict[str, Any]:
    return {"path": readable(path), "range": _range(source, span)}


def _range(source: SourceFile, span: Span) -> dict[str, Any]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: SourceFile, offset: int) -> dict[str, int]:
    source = source.on_disk
    line = source.position(offset).line
    start = source.line_starts[line - 1]
    if line == 1 and source.data.startswith(_MARK):
        start = len(_MARK)
    return {"line": line, "column": max(min(offset, len(source.data)) - start, 0) + 1}
