"""Whatever fixes are applied, the file parses and comes to rest; files without findings keep every byte."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hangup.assembly import toolbox
from hangup.config import Settings
from hangup.engine import check_source
from hangup.fixer import edited
from hangup.frontends import is_supported
from hangup.model import Applicability, Confidence, Edit, Fix, SourceFile, open_source
from hangup.report import FileReport
from hangup.testing import fix_source, prover

TESTS = Path(__file__).parent
LANGUAGES = ("python", "ecmascript")
EXAMPLES = 40
BOM = b"\xef\xbb\xbf"


def _files(*folders: str) -> list[Path]:
    paths = [path for folder in folders for path in (TESTS / folder).rglob("*")]
    return sorted(p for p in paths if p.is_file() and is_supported(p.name) and ".fixed." not in p.name)


LEAKING = [path for path in _files("fixtures", "fixes") if "clean" not in path.parts]
CLEAN = _files("fixtures/clean")
FIXED = [path for path in _files("fixes") if b"coding" not in path.read_bytes()[:60]]


def _source(path: Path) -> SourceFile:
    folder = next(parent for parent in path.parents if parent.name in LANGUAGES)
    return open_source(path.relative_to(folder).as_posix(), path.read_bytes())


def check(source: SourceFile) -> FileReport:
    return check_source(source, toolbox(), Settings())


def check_all(source: SourceFile) -> FileReport:
    return check_source(source, toolbox(), Settings(confidence=Confidence.LOW))


@cache
def fixes(path: Path) -> tuple[Fix, ...]:
    """The proved fixes of a file."""
    source, proving = _source(path), prover(toolbox())
    found = [proving.fix((source,), diagnostic) for diagnostic in check(source).diagnostics]
    return tuple(fix for fix in found if fix is not None and fix.applicability >= Applicability.UNSAFE)


def apart(chosen: Sequence[Fix]) -> list[Edit]:
    """The edits of as many fixes as do not overlap."""
    edits: list[Edit] = []
    for fix in chosen:
        if not any(a.span.start <= b.span.end and b.span.start <= a.span.end for a in fix.edits for b in edits):
            edits += fix.edits
    return edits


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_fixes_parse_and_come_to_rest(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(LEAKING))
    known = fixes(path)
    chosen = data.draw(st.lists(st.sampled_from(known), unique=True)) if known else []
    source = edited(_source(path), apart(chosen))
    before, after = (
        {d.code for d in check_all(each).diagnostics if d.code.startswith("HUP9")} for each in (_source(path), source)
    )
    assert after <= before
    rested = fix_source(source, toolbox(), Settings()).after
    assert fix_source(rested, toolbox(), Settings()).after.data == rested.data


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_files_without_findings_keep_every_byte(path: Path) -> None:
    source = _source(path)
    found = [diagnostic for diagnostic in check(source).diagnostics if diagnostic.remedies]
    fixed = fix_source(source, toolbox(), Settings())
    assert found or fixed.after.data == source.data


@pytest.mark.parametrize("path", LEAKING, ids=lambda path: path.name)
def test_edits_stand_in_order_and_apart(path: Path) -> None:
    for fix in fixes(path):
        spans = [edit.span for edit in fix.edits]
        assert spans == sorted(spans)
        assert all(one.end < other.start for one, other in pairwise(spans))
        assert all(0 <= span.start <= span.end <= len(path.read_bytes()) for span in spans)
        assert fix.title
        assert "  " not in fix.title


def _with_windows_lines(source: SourceFile) -> SourceFile:
    """The file as an editor on Windows keeps it: a byte-order mark, and two characters at the end of each line."""
    data = source.data.removeprefix(BOM).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return open_source(source.path, BOM + data)


@pytest.mark.parametrize("path", [p for p in FIXED if p.suffix == ".py"], ids=lambda path: path.name)
def test_line_ends_and_mark_change_nothing(path: Path) -> None:
    source = _source(path)
    fixed = fix_source(source, toolbox(), Settings()).after
    other = fix_source(_with_windows_lines(source), toolbox(), Settings()).after
    assert other.data == _with_windows_lines(fixed).data
