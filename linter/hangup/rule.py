"""What a rule is: a docstring, metadata, and one short method from a fact to findings."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from hangup.model import Confidence, Severity, Span
from hangup.model.remedy import Remedy
from hangup.records import dataclass

if TYPE_CHECKING:
    from hangup.flow.facts import Fact


@dataclass(frozen=True, slots=True)
class Label:
    """Another place in the same file that belongs to a finding."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a fact. The engine adds code, name and path and makes a diagnostic of it."""

    span: Span
    severity: Severity
    confidence: Confidence
    message: str
    suggestion: str
    resource: str = ""
    scope: str = ""
    anchor: str = ""
    labels: tuple[Label, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    """What would mend it, the best first. The first that can be written and proved becomes the fix."""


class Rule(ABC):
    """A rule. Its docstring is its page: a first line, then the sections of :data:`SECTIONS`, as Markdown."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    """The default severity."""
    about: ClassVar[str] = ""
    """What its findings are about, in a word that it shares with the rules that find other faults of the same thing:
    each such thing has one finding of theirs at most. Empty where no other rule looks at the same."""

    @abstractmethod
    def check(self, fact: Fact) -> Iterable[Finding]:
        """The findings for one fact (usually none or one)."""

    @classmethod
    def page(cls) -> str:
        """The rule's page without its title, as Markdown."""
        from inspect import cleandoc  # for those who ask: it takes as long to import as fifty rules

        return cleandoc(cls.__doc__ or "")

    @classmethod
    def section(cls, title: str) -> str:
        """The text under one heading of the page, or an empty text."""
        found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", cls.page(), re.MULTILINE | re.DOTALL)
        return found.group(1).strip() if found else ""


SECTIONS = ("What it does", "Why is this bad?", "Example", "Use instead", "Known limits", "Fix safety")
