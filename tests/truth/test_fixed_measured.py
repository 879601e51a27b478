"""Fixed programs are run against the real packages: they leave nothing open, in the same lives."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from hangup.cli import toolbox
from hangup.config import Settings
from hangup.engine import check_source
from hangup.fixer import Prover, fix_file
from hangup.frontends import is_supported
from hangup.model import Applicability, Confidence, SourceFile
from hangup.report import FileReport
from truth.records import Life, Scenario, Section, load
from truth.runners import JAVASCRIPT, SECONDS, install, needs

SCENARIOS = JAVASCRIPT / "scenarios"
AT_LEAST = 40
"""Scenarios that get a fix; fewer mean that fixes were lost."""


def check(source: SourceFile) -> FileReport:
    return check_source(source, toolbox(), Settings())


def check_all(source: SourceFile) -> FileReport:
    return check_source(source, toolbox(), Settings(confidence=Confidence.LOW))


def fixed_scenarios() -> dict[str, bytes]:
    """The scenarios that change when every fix is applied, by path."""
    prover = Prover(check_all, strict=True)
    changed: dict[str, bytes] = {}
    for path in sorted(SCENARIOS.rglob("*")):
        if path.is_file() and is_supported(path.name):
            source = SourceFile(path.relative_to(SCENARIOS).as_posix(), path.read_bytes())
            fixed = fix_file(source, check, prover, Applicability.UNSAFE)
            if fixed.is_changed:
                changed[source.path] = fixed.after.data
    return changed


def measure(changed: dict[str, bytes], folder: Path) -> dict[str, Scenario]:
    """The lives of changed scenarios, by path, measured in a copy of the harness."""
    copy = folder / "javascript"
    shutil.copytree(JAVASCRIPT, copy, ignore=shutil.ignore_patterns("node_modules"))
    (copy / "node_modules").symlink_to(JAVASCRIPT / "node_modules")
    for path, data in changed.items():
        (copy / "scenarios" / path).write_bytes(data)
    index = copy / "manifest" / "index.mjs"
    index.rename(index.with_name("all.mjs"))
    index.write_text(
        "import { ENTRIES as ALL } from './all.mjs';\n"
        f"const chosen = new Set({json.dumps(sorted(changed))});\n"
        "export const ENTRIES = ALL.filter((entry) => chosen.has(entry.path));\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        ["node", "run.mjs"], cwd=copy, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False,
        timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    section = msgspec.json.decode(done.stdout, type=Section)
    return {one.scenario.removeprefix("javascript/scenarios/"): one for one in section.scenarios}


def _lives(scenario: Scenario) -> dict[tuple[str, str, str], Life]:
    return {(life.life, life.kind, life.variant): life for life in scenario.lives}


def problems(before: Scenario, after: Scenario) -> list[str]:
    """What is wrong with the lives of a fixed scenario, in words."""
    known = _lives(before)
    found: list[str] = []
    for key, life in _lives(after).items():
        was = known.get(key)
        if life.left:
            found.append(f"{life.left} left open in {key}, {was.left if was else 'none'} before")
        if life.works is False and (was is None or was.works is not False):
            found.append(f"does not work any more in {key}")
    return found


@pytest.mark.xdist_group("truth-javascript")
def test_fixed_programs_leave_nothing_open(tmp_path: Path) -> None:
    needs("javascript")
    install()
    written = {one.scenario.removeprefix("javascript/scenarios/"): one for one in load()["javascript"].scenarios}
    changed = fixed_scenarios()
    measured = measure(changed, tmp_path)
    assert set(measured) == set(changed)
    assert len(changed) >= AT_LEAST
    wrong = {path: found for path in changed if (found := problems(written[path], measured[path]))}
    assert not wrong, json.dumps(wrong, indent=1)
