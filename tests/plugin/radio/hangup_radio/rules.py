"""Rules about radio links."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import Fact, NeverReleased
from hangup.model import Severity
from hangup.rule import Finding, Rule


class CarrierLeftOn(Rule):
    """A radio link sends a carrier for ever.

    ## What it does

    Reports radio links that are never tuned out: their carrier blocks the frequency for everybody else.
    """

    code = "RADIO101"
    name = "carrier-left-on"
    severity = Severity.WARNING

    def check(self, fact: Fact) -> Iterable[Finding]:
        if isinstance(fact, NeverReleased) and fact.ref.sdk.id == "radio":
            yield Finding(
                span=fact.span,
                severity=self.severity,
                confidence=fact.confidence,
                message=f"`{fact.handle}` keeps its frequency busy for ever",
                suggestion="tune out when the programme is over",
                resource=fact.ref.sdk.id,
                scope=fact.scope.label,
                anchor=fact.anchor,
            )


RULES = [CarrierLeftOn]
