"""Plugins: a real one, built and installed, and broken ones that are named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "plugin" / "radio"
ROOTS = [str(Path(__file__).parents[2] / name) for name in ("linter", "rules")]
PROGRAM = "tuneIn home\ntuneIn away  \n# the other one stays\ntuneOut home\n"

pytestmark = pytest.mark.xdist_group("plugin")


@pytest.fixture(scope="module")
def radio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the plugin was installed."""
    target = tmp_path_factory.mktemp("installed")
    install = ["install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([sys.executable, "-m", "pip", *install, str(SOURCE)], check=True, timeout=120)
    return target


def run(folder: Path, *arguments: str, also: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run hangup with what is installed in a folder, or two."""
    path = [*ROOTS, str(folder), *([str(also)] if also else [])]
    return subprocess.run(
        [sys.executable, "-m", "hangup", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# ---------------------------------------------------------------- one that works


def test_its_language_its_sdk_and_its_rule_are_known(radio: Path, project: Path) -> None:
    put(project / "night.dial", PROGRAM)
    done = run(radio, "check", "--output-format", "json", ".")
    assert done.returncode == 0, done.stderr
    found = {(d["code"], d["line"], d["end_column"]) for d in json.loads(done.stdout)["diagnostics"]}
    assert {("HUP101", 2, 12), ("RADIO101", 2, 12)} <= found


def test_its_sdk_is_known_in_other_languages(radio: Path, project: Path) -> None:
    put(
        project / "night.ts",
        "import { RadioLink } from 'radio-link';\nexport const f = () => new RadioLink().tuneIn();\n",
    )
    done = run(radio, "check", "--select", "RADIO", "--output-format", "concise", ".")
    assert "night.ts:2:24: warning RADIO101 " in done.stdout


def test_its_rule_can_be_suppressed_selected_and_explained(radio: Path, project: Path) -> None:
    put(
        project / "night.dial",
        PROGRAM.replace("tuneIn away  ", "# hangup: ignore[carrier-left-on] -- a beacon\ntuneIn away"),
    )
    assert "(1 suppressed)" in run(radio, "check", "--select", "carrier-left-on", ".").stdout
    assert "blocks the frequency" in run(radio, "rule", "RADIO101").stdout


def test_its_report_is_an_output_format(radio: Path, project: Path) -> None:
    put(project / "night.dial", PROGRAM)
    assert run(radio, "check", "--select", "RADIO", "--output-format", "morse", ".").stdout == ".\n"


def test_what_its_language_cannot_read_is_named(radio: Path, project: Path) -> None:
    put(project / "night.dial", "tuneIn home\ntuneIn 7\n")
    done = run(radio, "check", "--output-format", "concise", ".")
    assert done.returncode == 1
    assert "night.dial:2:1: error HUP900 syntax error: a line must be" in done.stdout


def test_without_it_nothing_is_known(project: Path, tmp_path: Path) -> None:
    put(project / "night.dial", PROGRAM)
    done = run(tmp_path, "check", "night.dial")
    assert "night.dial: not checked, no front end reads files of this name" in done.stderr


# ---------------------------------------------------------------- those that do not


def install(folder: Path, group: str, entry: str, **modules: str) -> None:
    """Write what an installed distribution consists of."""
    put(folder / "broken-0.1.dist-info" / "METADATA", "Metadata-Version: 2.1\nName: broken\nVersion: 0.1\n")
    put(folder / "broken-0.1.dist-info" / "entry_points.txt", f"[{group}]\n{entry}\n")
    for name, text in modules.items():
        put(folder / f"{name}.py", text)


RULE = """
from hangup.model import Severity
from hangup.rule import Rule
class Broken(Rule):
    "A page."
    code, name, severity = {code!r}, {name!r}, Severity.ERROR
    def check(self, fact):
        raise RuntimeError("no idea")
"""
LEAK = "import { StreamChat } from 'stream-chat';\nexport const f = (u, t) => new StreamChat('k').connectUser(u, t);\n"


def rule(code: str, name: str) -> str:
    return RULE.format(code=code, name=name)


BROKEN = [
    ("rules", "x = broken", "import nowhere", "cannot be loaded: ModuleNotFoundError: No module named 'nowhere'"),
    ("rules", "x = broken:RULES", "", "cannot be loaded: AttributeError: "),
    ("rules", "x = broken:f", "def f(): ...", "which is no class derived from hangup.rule.Rule"),
    ("rules", "x = broken:Broken", rule("HUP999", "left-open"), "the code 'HUP999' of Broken must be"),
    ("rules", "x = broken:Broken", rule("ACME101", "Left"), "the name 'Left' of ACME101 must be"),
    ("rules", "x = broken:Broken", rule("ACME101", "dead-session"), "dead-session, which is taken by the rule HUP503"),
    ("rules", "x = broken:Broken", rule("ACME101", "left-open"), "failed: RuntimeError: no idea"),
    ("reporters", "x = broken", "", "has no function 'write'"),
    ("reporters", "x = broken", "def write(report, screen): 1 / 0", "failed: ZeroDivisionError: "),
    ("frontends", ".ts2 = broken", "", "has no function 'lower'"),
    ("frontends", ".ts2 = broken", "def lower(source): 1 / 0", "failed: ZeroDivisionError: "),
    ("catalogues", "x = nowhere", "", "there is no package nowhere"),
    ("catalogues", "x = email", "", "has no folder 'catalogue' in the package email"),
]


@pytest.mark.parametrize(("kind", "entry", "module", "message"), BROKEN, ids=[message for *_, message in BROKEN])
def test_a_broken_plugin_is_named_and_never_a_clean_run(
    tmp_path: Path, project: Path, kind: str, entry: str, module: str, message: str
) -> None:
    install(tmp_path, f"hangup.{kind}", entry, broken=module)
    put(project / "chat.ts", LEAK)
    put(project / "chat.ts2", LEAK)
    output_format = "x" if kind == "reporters" else "concise"
    done = run(tmp_path, "check", "--output-format", output_format, ".")
    assert done.returncode == 2
    assert f"the plugin broken 0.1 (hangup.{kind}: " in done.stderr
    assert message in done.stderr


def test_a_wrong_description_of_a_plugin_is_named(tmp_path: Path, project: Path) -> None:
    install(tmp_path, "hangup.catalogues", "x = broken")
    put(tmp_path / "broken" / "__init__.py", "raise SystemExit('never imported')")
    put(tmp_path / "broken" / "catalogue" / "sdks" / "x.toml", '[[sdk]]\nid = "x"\npackages = ["npm:x"]\ncolour = 1\n')
    put(project / "chat.ts", LEAK)
    done = run(tmp_path, "check", ".")
    assert done.returncode == 2
    assert (
        "the plugin broken 0.1 (hangup.catalogues: x = broken): sdks/x.toml: sdk[0].colour: unknown key" in done.stderr
    )


def test_two_plugins_with_one_name_are_refused(tmp_path: Path, radio: Path, project: Path) -> None:
    install(tmp_path, "hangup.reporters", "Morse = broken", broken="")
    done = run(tmp_path, "check", ".", also=radio)
    assert done.returncode == 2
    assert "the plugin broken 0.1 (hangup.reporters: Morse = broken)" in done.stderr
    assert "the plugin hangup-radio 1.2 (hangup.reporters: morse = hangup_radio.morse)" in done.stderr
    assert "has a name that is taken by" in done.stderr


# ---------------------------------------------------------------- what they cost


def test_a_run_without_plugins_reads_no_metadata(tmp_path: Path, project: Path) -> None:
    put(project / "plain.py", "print('nothing to connect to')\n")
    script = (
        "import sys; from hangup.cli import main\n"
        "try: main(['check', '.'])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "assert 'importlib.metadata' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": os.pathsep.join(ROOTS)}, capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
