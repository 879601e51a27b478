"""Plain frozen values that every other part speaks in. Imports nothing of ours."""

from hangup.model.diagnostic import (
    Applicability,
    Confidence,
    Diagnostic,
    Edit,
    Fix,
    Related,
    Severity,
    number_equals,
)
from hangup.model.source import Position, SourceFile, Span, open_source

__all__ = [
    "Applicability",
    "Confidence",
    "Diagnostic",
    "Edit",
    "Fix",
    "Position",
    "Related",
    "Severity",
    "SourceFile",
    "Span",
    "number_equals",
    "open_source",
]
