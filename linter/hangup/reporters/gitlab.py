"""GitLab's Code Quality report: a JSON array that a merge request shows.

GitLab wants of each entry ``description``, ``check_name``, ``fingerprint``, ``severity`` and ``location`` with a path
from the repository's root, without ``./``. Entries with a fingerprint that another one has are not shown.
"""

from __future__ import annotations

from typing import Any

from hangup.model import Diagnostic, Severity, Span
from hangup.report import Report
from hangup.reporters.fixes import offered
from hangup.reporters.places import Repository, region
from hangup.reporters.plain import dumps, readable
from hangup.reporters.screen import Screen, clean

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}
_NOT_ANALYSED = "critical"
"""GitLab's words: info, minor, major, critical, blocker."""


def write(report: Report, screen: Screen) -> None:
    """Write the findings as one array."""
    repository = Repository.around()
    screen.line(dumps([_entry(diagnostic, report, repository) for diagnostic in report.diagnostics]))


def _entry(diagnostic: Diagnostic, report: Report, repository: Repository) -> dict[str, Any]:
    body = [_sentence(diagnostic.suggestion)]
    fix = offered(diagnostic)
    if fix is not None:
        body.append(f"There is a fix ({fix.applicability.label}): {clean(fix.title)}.")
    body.append(f"`hangup rule {diagnostic.code}` explains the rule.")
    return {
        "type": "issue",
        "check_name": f"{diagnostic.code} {diagnostic.name}",
        "description": clean(diagnostic.message),
        "content": {"body": " ".join(body)},
        "categories": ["Bug Risk"],
        "severity": _NOT_ANALYSED if diagnostic.code == "HUP900" else _SEVERITIES[diagnostic.severity],
        "fingerprint": diagnostic.fingerprint,
        "location": _location(diagnostic.path, diagnostic.span, report, repository),
        "other_locations": [
            _location(related.path, related.span, report, repository) for related in diagnostic.related
        ],
    }


def _location(path: str, span: Span, report: Report, repository: Repository) -> dict[str, Any]:
    start, end = region(report.source(path), span)
    return {"path": readable(repository.path(path)), "lines": {"begin": start.line, "end": end.line}}


def _sentence(text: str) -> str:
    text = clean(text)
    return text[:1].upper() + text[1:] + "."
