"""The snippets in docs/ci.md: each is a valid configuration of the server it is for, and says what is true of ours."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
import yaml  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from tests.ci.conftest import Read

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
SNIPPETS = [dedent(found[2]) for found in re.finditer(r"^( *)```yaml\n(.*?)^\1```$", PAGE, re.MULTILINE | re.DOTALL)]
SCHEMAS = {"jobs": "vendor.github-workflows", "include": "vendor.gitlab-ci", "steps": "vendor.azure-pipelines"}


def schema(snippet: Any) -> str | None:
    return next((name for key, name in SCHEMAS.items() if key in snippet), None)


def test_there_are_snippets_for_each_server() -> None:
    kinds = {schema(yaml.safe_load(snippet)) for snippet in SNIPPETS}
    assert kinds == {*SCHEMAS.values(), None}, "and None for pre-commit"


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_snippets_are_valid(snippet: str, tmp_path: Path) -> None:
    parsed = yaml.safe_load(snippet)
    programs = Path(sys.executable).parent
    path = tmp_path / "snippet.yaml"
    path.write_text(snippet, encoding="utf-8")
    name = schema(parsed)
    if name:
        command = [str(programs / "check-jsonschema"), "--builtin-schema", name, str(path)]
    elif isinstance(parsed, dict):
        command = [sys.executable, "-m", "pre_commit", "validate-config", str(path)]
    else:
        return  # a part of the list of hooks
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_tables_are_those_of_the_action(read: Read) -> None:
    action = read("action.yml")
    section = PAGE[PAGE.index("## GitHub Actions") : PAGE.index("## GitLab")]
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| .*? \| (.*?) \|$", section, re.MULTILINE))
    defaults = {name: entry["default"] for name, entry in action["inputs"].items()}
    assert {name: value.strip("`").replace("none", "") for name, value in rows.items()} == defaults
    assert set(re.findall(r"^\| `([a-z-]+)` \| [^|]*\|$", section, re.MULTILINE)) == {*action["outputs"]}


def test_inputs_and_outputs_in_snippets_exist(read: Read) -> None:
    action = read("action.yml")
    for snippet in SNIPPETS:
        parsed = yaml.safe_load(snippet)
        for step in parsed["jobs"]["hangup"]["steps"] if "jobs" in parsed else []:
            if "/hangup@" in step["uses"]:
                assert set(step.get("with", {})) <= {*action["inputs"]}
            used = re.findall(r"steps\.hangup\.outputs\.([\w-]+)", json.dumps(step))
            assert set(used) <= {*action["outputs"]}


def test_variables_in_snippets_exist(read: Read) -> None:
    variables = read("templates/hangup.gitlab-ci.yml")["hangup"]["variables"]
    assert {*re.findall(r"\bHANGUP_\w+", PAGE)} <= {*variables}
