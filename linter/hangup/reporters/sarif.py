"""SARIF 2.1.0, as GitHub's code scanning and editors read it.

The primary place is the call alone, on its own lines: GitHub shows an alert in a pull request only where all lines of
it are in the diff. Related places are linked from the message, and as a code flow they are the way to the leak.
"""

from __future__ import annotations

import re
from typing import Any

from hangup.model import Diagnostic, Fix, Related, Span
from hangup.report import Failure, Report
from hangup.reporters.fixes import by_file, offered
from hangup.reporters.line_hash import LineHashes
from hangup.reporters.places import Repository, file_uri, region
from hangup.reporters.plain import dumps
from hangup.reporters.sarif_rules import INTERNAL_ERROR, NOT_ANALYSED, driver
from hangup.reporters.screen import Screen, clean

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_ROOT = "%SRCROOT%"
_LONGEST_SNIPPET = 1000
_LINK = re.compile(r"\[(?=[^\]]*\]\()|\\(?=[\[\]])")
"""What would begin an embedded link in a message."""


def write(report: Report, screen: Screen) -> None:
    """Write the report as one SARIF log with one run."""
    screen.line(dumps(Document(report).log(), indent=None))  # many places: half the size, a tenth of the time


class Document:
    """One SARIF log over a report. Files and rules are numbered as they are met."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._repository = Repository.around()
        self._rules = list(report.rules())
        self._indices = {rule.code: index for index, rule in enumerate(self._rules)}
        self._artifacts: dict[str, int] = {}
        self._hashes: dict[str, LineHashes] = {}

    def log(self) -> dict[str, Any]:
        """The whole document, as plain values."""
        results = [self._result(diagnostic) for diagnostic in self._report.diagnostics]
        invocation = self._invocation()
        run = {
            "tool": {"driver": driver(self._rules)},
            "automationDetails": {"id": "hangup/"},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                _ROOT: {
                    "uri": file_uri(self._repository.root, folder=True),
                    "description": {"text": "The root of the repository."},
                }
            },
            "invocations": [invocation],
            "artifacts": [
                {
                    "location": self._artifact(path, numbered=False),
                    "length": len(self._report.source(path).data),
                    "roles": ["resultFile"],
                }
                for path in self._artifacts
            ],
            "results": results,
        }
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    # ------------------------------------------------------------ results

    def _result(self, diagnostic: Diagnostic) -> dict[str, Any]:
        source = self._report.source(diagnostic.path)
        place = self._place(diagnostic.path, diagnostic.span)
        located = self._place(diagnostic.path, diagnostic.span)
        code = source.slice(diagnostic.span)
        if 0 < len(code) <= _LONGEST_SNIPPET:
            located["physicalLocation"]["region"]["snippet"] = {"text": code}
        start, _ = region(source, diagnostic.span)
        made: dict[str, Any] = {
            "ruleId": diagnostic.code,
            "level": diagnostic.severity.label,
            "message": {"text": _message(diagnostic)},
            "locations": [located],
            "partialFingerprints": {
                "primaryLocationLineHash": self._line_hashes(diagnostic.path)[start.line],
                "hangup/v1": diagnostic.fingerprint,
            },
            "properties": {
                "confidence": diagnostic.confidence.label,
                "resource": clean(diagnostic.resource),
                "scope": clean(diagnostic.scope),
                "suggestion": clean(diagnostic.suggestion),
            },
        }
        if diagnostic.code in self._indices:
            made["ruleIndex"] = self._indices[diagnostic.code]
        if diagnostic.related:
            made["relatedLocations"] = [
                {"id": number, **self._related(related)} for number, related in enumerate(diagnostic.related, 1)
            ]
            made["codeFlows"] = [{"threadFlows": [{"locations": self._flow(diagnostic, place)}]}]
        fix = offered(diagnostic)
        if fix is not None:
            made["fixes"] = [self._fix(fix)]
        return made

    def _flow(self, diagnostic: Diagnostic, place: dict[str, Any]) -> list[dict[str, Any]]:
        """The related places in their order, with the primary one before the first that stands behind it."""
        primary = {"location": {**place, "message": {"text": clean(diagnostic.message)}}, "importance": "essential"}
        steps: list[dict[str, Any]] = []
        met = False
        for related in diagnostic.related:
            if not met and related.path == diagnostic.path and related.span.start >= diagnostic.span.start:
                steps.append(primary)
                met = True
            steps.append({"location": self._related(related), "importance": "important"})
        return steps if met else [*steps, primary]

    def _related(self, related: Related) -> dict[str, Any]:
        return {**self._place(related.path, related.span), "message": {"text": clean(related.label)}}

    def _fix(self, fix: Fix) -> dict[str, Any]:
        changes: list[dict[str, Any]] = []
        for path, edits in by_file(fix):
            replacements = [
                {"deletedRegion": self._region(path, edit.span), "insertedContent": {"text": edit.text}}
                for edit in edits
            ]
            changes.append({"artifactLocation": self._artifact(path), "replacements": replacements})
        title = f"{clean(fix.title)} ({fix.applicability.label})"
        return {"description": {"text": title}, "artifactChanges": changes}

    # ------------------------------------------------------------ the run

    def _invocation(self) -> dict[str, Any]:
        notifications = [
            self._notification(NOT_ANALYSED, diagnostic.path, diagnostic.message, diagnostic.span)
            for diagnostic in self._report.diagnostics
            if diagnostic.code == NOT_ANALYSED
        ]
        notifications += [self._failure(failure) for failure in self._report.failures]
        made: dict[str, Any] = {
            "executionSuccessful": not self._report.failures,
            "exitCode": self._report.status,
        }
        if notifications:
            made["toolExecutionNotifications"] = notifications
        return made

    def _failure(self, failure: Failure) -> dict[str, Any]:
        kind, _, message = failure.reason.partition(": ")
        exception = {"kind": clean(kind), "message": clean(message or kind)}
        return {**self._notification(INTERNAL_ERROR, failure.path, failure.reason), "exception": exception}

    def _notification(self, code: str, path: str, message: str, span: Span | None = None) -> dict[str, Any]:
        made: dict[str, Any] = {
            "level": "error",
            "descriptor": {"id": code},
            "message": {"text": clean(message)},
            "locations": [self._place(path, span or Span(0, 0))],
        }
        if code in self._indices:
            made["associatedRule"] = {"id": code, "index": self._indices[code]}
        return made

    # ------------------------------------------------------------ places

    def _place(self, path: str, span: Span) -> dict[str, Any]:
        return {"physicalLocation": {"artifactLocation": self._artifact(path), "region": self._region(path, span)}}

    def _artifact(self, path: str, *, numbered: bool = True) -> dict[str, Any]:
        uri, relative = self._repository.uri(path)
        made: dict[str, Any] = {"uri": uri}
        if relative:
            made["uriBaseId"] = _ROOT
        if numbered:
            made["index"] = self._artifacts.setdefault(path, len(self._artifacts))
        return made

    def _region(self, path: str, span: Span) -> dict[str, int]:
        start, end = region(self._report.source(path), span)
        return {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        }

    def _line_hashes(self, path: str) -> LineHashes:
        if path not in self._hashes:
            self._hashes[path] = LineHashes(self._report.source(path))
        return self._hashes[path]


def _message(diagnostic: Diagnostic) -> str:
    """The message, the suggestion and links to the related places. Short of room, GitHub shows the first sentence."""
    parts = [_sentence(diagnostic.message), _sentence(diagnostic.suggestion)]
    links = [f"[{_label(related.label)}]({number})" for number, related in enumerate(diagnostic.related, 1)]
    if links:
        parts.append(f"See: {', '.join(links)}.")
    return " ".join(parts)


def _sentence(text: str) -> str:
    text = _LINK.sub(lambda found: "\\" + found[0], clean(text))
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _label(text: str) -> str:
    return re.sub(r"[\[\]\\]", r"\\\g<0>", clean(text))
