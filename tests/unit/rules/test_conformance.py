"""What holds of all rules: codes, names, pages, fixtures, and sentences that can be read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from tests.unit.rules.samples import DETAILS, every_fact, make

from hangup.assembly import registry
from hangup.flow.facts import Fact, ReleaseSkipped
from hangup.frontends.ecmascript import lower
from hangup.model import Confidence, Severity, SourceFile
from hangup.rule import SECTIONS, Rule
from hangup_rules import RULES

ROOT = Path(__file__).parents[3]
CONTRACT = {
    "HUP101": ("never-disconnected", Severity.ERROR),
    "HUP102": ("disconnect-skipped", Severity.ERROR),
    "HUP103": ("ineffective-cleanup", Severity.ERROR),
    "HUP104": ("cleanup-races-connect", Severity.WARNING),
    "HUP105": ("connection-overwritten", Severity.ERROR),
    "HUP201": ("connect-in-render", Severity.ERROR),
    "HUP202": ("connect-on-every-change", Severity.WARNING),
    "HUP203": ("connect-in-loop-or-timer", Severity.ERROR),
    "HUP204": ("connect-per-event", Severity.ERROR),
    "HUP301": ("connect-on-server", Severity.ERROR),
    "HUP302": ("connect-with-secret", Severity.ERROR),
    "HUP303": ("connect-to-create-users", Severity.ERROR),
    "HUP401": ("client-per-render", Severity.WARNING),
    "HUP402": ("client-per-request", Severity.WARNING),
    "HUP403": ("several-clients", Severity.WARNING),
    "HUP501": ("connect-before-disconnect-settles", Severity.WARNING),
    "HUP502": ("guard-keeps-old-user", Severity.WARNING),
    "HUP503": ("dead-session", Severity.WARNING),
    "HUP900": ("not-analysed", Severity.ERROR),
    "HUP901": ("unused-suppression", Severity.WARNING),
    "HUP902": ("malformed-suppression", Severity.WARNING),
}
"""Other tools rely on these."""

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SUFFIX = {"js": ".js", "jsx": ".jsx", "ts": ".ts", "tsx": ".tsx"}

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_the_registry_is_what_the_contract_says() -> None:
    assert {rule.code: (rule.name, rule.severity) for rule in registry()} == CONTRACT


def test_rules_stand_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == [code for code in CONTRACT if not code.startswith("HUP9")]


@each_rule
def test_names(rule: type[Rule]) -> None:
    assert re.fullmatch(r"HUP[1-9]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.__module__ == f"hangup_rules.{rule.code.lower()}_{rule.name.replace('-', '_')}"


def test_one_file_per_rule() -> None:
    files = {path.stem for path in (ROOT / "rules" / "hangup_rules").glob("hup*.py")}
    assert files == {rule.__module__.rpartition(".")[2] for rule in RULES}


@each_rule
def test_pages_have_their_sections_in_order(rule: type[Rule]) -> None:
    first, *_ = rule.page().splitlines()
    assert first.endswith(".")
    assert tuple(re.findall(r"^## (.*)$", rule.page(), re.MULTILINE)) == SECTIONS
    assert all(rule.section(title) for title in SECTIONS)


@each_rule
def test_the_code_of_pages_parses(rule: type[Rule]) -> None:
    for title in ("Example", "Use instead"):
        blocks = BLOCK.findall(rule.section(title))
        assert blocks, title
        for language, code in blocks:
            if language == "python":
                ast.parse(code)
            else:
                source = SourceFile(f"page{SUFFIX[language]}", code.encode())
                assert not lower(source).problems, code


@each_rule
def test_each_rule_has_a_folder_of_fixtures(rule: type[Rule]) -> None:
    assert [path for path in (ROOT / "tests" / "fixtures" / rule.code).rglob("*") if path.is_file()]


def test_each_kind_of_fact_has_one_rule() -> None:
    def kinds(kind: type[Fact]) -> set[type[Fact]]:
        return {kind}.union(*(kinds(below) for below in kind.__subclasses__()))

    assert kinds(Fact) - {Fact} == {kind for kind, _, _ in DETAILS}
    for kind, code, variants in DETAILS:
        fact = make(kind, **variants[0])
        assert [rule.code for rule in registry() for _ in rule.check(fact)] == [code]


def test_findings_keep_what_the_fact_knows() -> None:
    for kind, code, variants in DETAILS:
        fact = make(kind, confidence=Confidence.MEDIUM, **variants[0])
        (finding,) = registry()[code].check(fact)
        assert (finding.span, finding.confidence) == (fact.span, Confidence.MEDIUM)
        assert (finding.resource, finding.scope, finding.anchor) == ("chat", "effect on [user, token]", fact.anchor)
        assert [(label.span, label.text) for label in finding.labels] == [(p.span, p.label) for p in fact.places]


@pytest.mark.parametrize("code", [code for code in CONTRACT if not code.startswith("HUP9")])
def test_sentences_can_be_read(code: str) -> None:
    for of, fact in every_fact():
        if of != code:
            continue
        (finding,) = registry()[code].check(fact)
        for text in (finding.message, finding.suggestion):
            assert text == " ".join(text.split())
            assert text.count("`") % 2 == 0
            assert "``" not in text
            assert not re.search(r"None|True|False|[{}<>]|\(['\"(]|\[|\.\.|,,|;;| [,;:.]|\ba (?=[aeio])", text), text
            assert not re.search(r"([.,;:]| and| or)$", text), text
            assert re.match(r"[a-z`]", text), text
        assert len(finding.message) < 320, finding.message


WARNS = {
    "NeverReleased": {"bounded": True},
    "AcquiredPerEvent": {"shared": "global"},
    "AcquiredOnServer": {"paired": True},
    "CreatedPerRender": {"connects": False},
    "CleanupRaces": {"unseen": False},
}
FAILS = {
    "NeverReleased": {"bounded": False},
    "AcquiredPerEvent": {},
    "AcquiredOnServer": {"paired": False},
    "CreatedPerRender": {"connects": True},
    "CleanupRaces": {"unseen": True},
}


@pytest.mark.parametrize(("table", "severity"), [(WARNS, Severity.WARNING), (FAILS, Severity.ERROR)])
def test_severity_follows_the_fact(table: dict[str, dict[str, object]], severity: Severity) -> None:
    for kind, code, _ in DETAILS:
        if kind.__name__ in table:
            (finding,) = registry()[code].check(make(kind, **table[kind.__name__]))
            assert finding.severity == severity, kind


def test_rules_about_the_analysis_are_made_by_the_engine() -> None:
    assert not [
        finding for code in CONTRACT if code.startswith("HUP9") for _, fact in every_fact()
        for finding in registry()[code].check(fact)
    ]  # fmt: skip


def test_a_script_whose_process_ends_anyway_is_told_less_loudly() -> None:
    rule = next(rule for rule in RULES if rule.code == "HUP102")
    found = {
        at_exit: next(iter(rule().check(make(ReleaseSkipped, way="raise", at_exit=at_exit))))
        for at_exit in (True, False)
    }
    assert found[True].severity is Severity.WARNING
    assert "until the process ends" in found[True].message
    assert found[False].severity is Severity.ERROR
