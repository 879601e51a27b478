"""Diagnostics as frozen values. Everything that is reported is a function of these."""

from __future__ import annotations

from enum import IntEnum

from hangup.model.remedy import Remedy
from hangup.model.source import Span
from hangup.records import dataclass, replace


class Severity(IntEnum):
    """Ordered: a gate at ``WARNING`` also stops errors."""

    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        return self.name.lower()


class Confidence(IntEnum):
    """How well the receiver is proved to be a resource: see "Evidence before names" in the contract."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a diagnostic, with what it has to do with it."""

    path: str
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes of ``span`` in ``path`` by ``text``."""

    path: str
    span: Span
    text: str


class Applicability(IntEnum):
    """``SAFE`` keeps behaviour apart from the fault, ``UNSAFE`` needs a look, ``DISPLAY_ONLY`` is never applied."""

    DISPLAY_ONLY = 1
    UNSAFE = 2
    SAFE = 3

    @property
    def label(self) -> str:
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Fix:
    """A machine fix: edits that do not overlap, sorted by position. ``superseded`` as in ``remedy.Remedy``."""

    applicability: Applicability
    title: str
    edits: tuple[Edit, ...]
    superseded: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``anchor`` names the enclosing scope and expression without line numbers (for the fingerprint)."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    path: str
    span: Span
    message: str
    suggestion: str
    resource: str = ""
    scope: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    anchor: str = ""
    ordinal: int = 0
    remedies: tuple[Remedy, ...] = ()
    """What would mend it, the best first: a fix is made of the first that can be written and proved."""
    about: str = ""
    """What it is a fault of, where several rules find faults of the same: as the rule has it."""

    @property
    def fingerprint(self) -> str:
        """A stable identity that survives moved lines: code, path, anchor and ordinal among equals."""
        import hashlib  # for those formats and options that tell findings from each other

        text = "\0".join((self.code, self.path, self.anchor, str(self.ordinal)))
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]

    def sort_key(self) -> tuple[str, int, int, str]:
        return (self.path, self.span.start, self.span.end, self.code)


def number_equals(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Sort, and give diagnostics that share code, path and anchor their ordinals, so that fingerprints are unique."""
    seen: dict[tuple[str, str, str], int] = {}
    numbered: list[Diagnostic] = []
    for diagnostic in sorted(diagnostics, key=Diagnostic.sort_key):
        key = (diagnostic.code, diagnostic.path, diagnostic.anchor)
        ordinal = seen.get(key, 0)
        seen[key] = ordinal + 1
        numbered.append(replace(diagnostic, ordinal=ordinal) if ordinal else diagnostic)
    return numbered
