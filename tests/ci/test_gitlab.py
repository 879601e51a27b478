"""The job for GitLab: a valid configuration, and its script as it is written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.ci.conftest import Bash, Read

ROOT = Path(__file__).parents[2]
TEMPLATE = "templates/hangup.gitlab-ci.yml"

pytestmark = pytest.mark.xdist_group("action")


@pytest.fixture(scope="module")
def job(read: Read) -> Any:
    return read(TEMPLATE)["hangup"]


def test_the_template_is_valid() -> None:
    program = Path(sys.executable).parent / "check-jsonschema"
    command = [str(program), "--builtin-schema", "vendor.gitlab-ci", TEMPLATE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_report_is_the_one_that_the_script_writes(job: Any) -> None:
    report = job["artifacts"]["reports"]["codequality"]
    assert f"--output-format gitlab={report} " in job["script"][0]
    assert job["artifacts"]["when"] == "always", "a job with findings fails"


def test_a_job_without_a_source_says_what_is_missing(job: Any, bash: Bash, checkout: Path) -> None:
    done = bash("\n".join(job["before_script"]), checkout, job["variables"])
    assert done.returncode == 2
    assert "HANGUP_SOURCE" in done.stderr


def test_the_job_writes_the_report_and_fails_with_the_findings(job: Any, bash: Bash, checkout: Path) -> None:
    variables = {
        **job["variables"],
        "HANGUP_SOURCE": str(ROOT),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HANGUP_ARGS": "--select HUP1 --quiet",
    }
    done = bash("\n".join([*job["before_script"], *job["script"]]), checkout, variables)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("web/src/chat.ts:5:9: error HUP101 ")
    (entry,) = json.loads((checkout / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert entry["location"]["path"] == "web/src/chat.ts"
    variables["HANGUP_PATHS"] = "web/src/chat.ts web"
    variables["HANGUP_ARGS"] = "--fail-on never"
    assert bash("\n".join(job["script"]), checkout, variables).returncode == 0
