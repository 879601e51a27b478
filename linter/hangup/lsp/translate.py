"""From hangup's values to those of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lsprotocol import types

from hangup.lsp.changing import Change
from hangup.lsp.texts import Text, Unit
from hangup.model import Diagnostic, Severity, Span
from hangup.records import dataclass

_SEVERITY = {Severity.ERROR: types.DiagnosticSeverity.Error, Severity.WARNING: types.DiagnosticSeverity.Warning}
_UNNEEDED = frozenset({"HUP901"})
"""Rules about code that might as well not be there."""


@dataclass(frozen=True)
class Translator:
    """Translates for one client.

    Args:
        unit: what columns count.
        text: the text of a file by its path, open or not.
        uri: the address of a file by its path.
        pages: the addresses of the rules' pages, by code.
        versioned: whether the client takes edits that name the version of the text.
        related: whether it shows related places. If not, they stand in the message.
    """

    unit: Unit
    text: Callable[[str], Text]
    uri: Callable[[str], str]
    pages: Mapping[str, str]
    versioned: bool = False
    related: bool = True

    def range(self, text: Text, span: Span) -> types.Range:
        """A span of a text."""
        start, end = text.places(span, self.unit)
        return types.Range(types.Position(*start), types.Position(*end))

    def span(self, text: Text, given: types.Range) -> Span:
        """A range that the client names."""
        places = ((place.line, place.character) for place in (given.start, given.end))
        start, end = (text.offset(place, self.unit) for place in places)
        return Span(start, max(start, end))

    def diagnostic(self, text: Text, finding: Diagnostic) -> types.Diagnostic:
        """A finding in a text."""
        page = self.pages.get(finding.code)
        lines = [finding.message, f"Suggestion: {finding.suggestion}"] if finding.suggestion else [finding.message]
        if not self.related:
            lines += [f"{place.label}: {self._shown(place.path, place.span)}" for place in finding.related]
        return types.Diagnostic(
            range=self.range(text, finding.span),
            message="\n".join(lines),
            severity=_SEVERITY[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(page) if page else None,
            source="hangup",
            tags=[types.DiagnosticTag.Unnecessary] if finding.code in _UNNEEDED else None,
            related_information=[
                types.DiagnosticRelatedInformation(
                    types.Location(self.uri(place.path), self.range(self.text(place.path), place.span)), place.label
                )
                for place in finding.related
            ]
            if self.related
            else None,
            data={"fingerprint": finding.fingerprint, "name": finding.name, "confidence": finding.confidence.label},
        )

    def diagnostics(self, text: Text, findings: Sequence[Diagnostic]) -> list[types.Diagnostic]:
        """All findings in a text."""
        return [self.diagnostic(text, finding) for finding in findings]

    def action(self, text: Text, change: Change, kind: str = types.CodeActionKind.QuickFix) -> types.CodeAction:
        """A change of a text."""
        edits = [types.TextEdit(self.range(text, edit.span), edit.text) for edit in change.edits]
        return types.CodeAction(
            title=change.title,
            kind=kind,
            diagnostics=self.diagnostics(text, change.findings),
            is_preferred=True if change.safe and kind == types.CodeActionKind.QuickFix else None,
            edit=self._edit(text, edits),
        )

    def _edit(self, text: Text, edits: Sequence[types.TextEdit]) -> types.WorkspaceEdit:
        uri = self.uri(text.source.path)
        if not self.versioned:
            return types.WorkspaceEdit(changes={uri: list(edits)})
        name = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=text.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(name, list(edits))])

    def _shown(self, path: str, span: Span) -> str:
        line, column = self.text(path).place(span.start, "utf-32")
        return f"{path}:{line + 1}:{column + 1}"
