"""The composite action of GitHub: valid metadata, and its steps as they are written.

Only the step that sets up Python is GitHub's own and cannot run here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.ci.conftest import Bash, Read

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.xdist_group("action")


@dataclass
class Job:
    """What a runner keeps between the steps of an action."""

    action: Any
    bash: Bash
    workspace: Path
    temporary: Path
    inputs: dict[str, str]
    outputs: dict[str, str] = field(default_factory=dict[str, str])

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        """Run the step of this name and keep its outputs."""
        (step,) = [step for step in self.action["runs"]["steps"] if step["name"] == name]
        file = self.temporary / "output"
        file.write_text("", encoding="utf-8")
        variables = {key: self.value(value) for key, value in step.get("env", {}).items()}
        cwd = self.workspace / self.value(step.get("working-directory", "."))
        done = self.bash(step["run"], cwd, {**variables, "GITHUB_OUTPUT": str(file)})
        for line in file.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            self.outputs[f"steps.{step.get('id')}.outputs.{key}"] = value
        return done

    def value(self, text: str) -> str:
        """A text with its expressions evaluated; outputs that were not set are empty."""
        known: Mapping[str, str] = {
            "github.action_path": str(ROOT),
            "runner.temp": str(self.temporary),
            "steps.python.outputs.python-path": sys.executable,
            **{f"inputs.{key}": value for key, value in self.inputs.items()},
            **self.outputs,
        }
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda found: known.get(found[1], ""), text)

    def output(self, name: str) -> str:
        """An output of the action."""
        return self.value(self.action["outputs"][name]["value"])


@pytest.fixture(scope="module")
def action(read: Read) -> Any:
    return read("action.yml")


@pytest.fixture(scope="module")
def program(action: Any, bash: Bash, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The hangup that the action's own step has installed."""
    temporary = tmp_path_factory.mktemp("runner")
    job = Job(action, bash, temporary, temporary, {})
    done = job.run("Install hangup")
    assert done.returncode == 0, done.stderr
    return job.outputs["steps.install.outputs.program"]


@pytest.fixture
def job(action: Any, bash: Bash, program: str, checkout: Path, tmp_path: Path) -> Job:
    """A job with the default inputs whose action is installed."""
    inputs = {name: entry.get("default", "") for name, entry in action["inputs"].items()}
    return Job(action, bash, checkout, tmp_path, inputs, {"steps.install.outputs.program": program})


def test_the_metadata_is_valid() -> None:
    command = ["check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    programs = Path(sys.executable).parent
    done = subprocess.run([programs / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_inputs_reach_scripts_as_variables_only(action: Any) -> None:
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        if "run" in step:
            assert step["shell"] == "bash"


def test_every_input_is_used(action: Any) -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert [name for name in action["inputs"] if f"${{{{ inputs.{name} }}}}" not in text] == []


def test_the_action_installs_its_own_checkout(program: str, tmp_path: Path) -> None:
    literal = re.search(r'__version__ = "(.+)"', (ROOT / "linter/hangup/__init__.py").read_text(encoding="utf-8"))
    assert literal
    done = subprocess.run([program, "--version"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"hangup {literal[1]}\n"


def test_findings_are_annotated_written_and_fail_the_job(job: Job) -> None:
    done = job.run("Check")
    assert done.returncode == 0, "the outputs are set before the job fails"
    assert "::error file=web/src/chat.ts,line=5," in done.stdout
    assert (job.output("exit-status"), job.output("sarif-file")) == ("1", "hangup.sarif")
    sarif = json.loads((job.workspace / "hangup.sarif").read_text(encoding="utf-8"))
    assert sarif["runs"][0]["results"][0]["ruleId"] == "HUP101"
    assert job.run("Exit status").returncode == 1


def test_a_clean_project_passes(job: Job) -> None:
    (job.workspace / "web" / "src" / "chat.ts").write_text("export const one = 1;\n", encoding="utf-8")
    job.run("Check")
    assert (job.output("exit-status"), job.output("sarif-file")) == ("0", "hangup.sarif")
    assert job.run("Exit status").returncode == 0


def test_inputs_are_followed(job: Job) -> None:
    (job.workspace / "web" / "a b").mkdir()
    (job.workspace / "web" / "a b" / "ü.ts").write_text("export const one = 1;\n", encoding="utf-8")
    job.inputs |= {
        "working-directory": "./web",
        "paths": "src\n\na b\n",
        "args": "--select\nHUP1\n--fail-on=never\n",
        "annotations": "false",
        "sarif-file": "reports/new/h.sarif",
    }
    done = job.run("Check")
    assert "::" not in done.stdout
    assert "src/chat.ts:5:9: error HUP101" in done.stdout
    assert "of 2 files" in done.stdout
    assert (job.output("exit-status"), job.output("sarif-file")) == ("0", "web/reports/new/h.sarif")
    sarif = json.loads((job.workspace / job.output("sarif-file")).read_text(encoding="utf-8"))
    (result,) = sarif["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "web/src/chat.ts"


@pytest.mark.parametrize(
    "change", [{"args": "--selct=ALL"}, {"paths": "gone"}, {"paths": "$(touch pwned)"}, {"paths": "--help"}]
)
def test_what_cannot_be_checked_fails_the_job_and_leaves_no_report(job: Job, change: dict[str, str]) -> None:
    (job.workspace / "hangup.sarif").write_text("of an earlier run", encoding="utf-8")
    job.inputs |= change
    job.run("Check")
    assert (job.output("exit-status"), job.output("sarif-file")) == ("2", "")
    assert job.run("Exit status").returncode == 2
    assert not (job.workspace / "pwned").exists()
