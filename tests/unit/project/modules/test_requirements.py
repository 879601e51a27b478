"""What a project asks for of a package: the nearest manifest around a file that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hangup.project.modules.ecmascript import EcmascriptModules
from hangup.project.modules.python import PythonModules
from hangup.project.modules.tree import Tree


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", "[project]\ndependencies = [\"Stream_Radio[voice] >=2.1 ; python_version > '3.10'\"]"),
        ("pyproject.toml", '[project.optional-dependencies]\nlive = ["stream-radio>=2.1"]'),
        ("pyproject.toml", '[dependency-groups]\ndev = [{ include-group = "x" }, "stream.radio >=2.1"]'),
        ("pyproject.toml", '[tool.poetry.dependencies]\nstream-radio = ">=2.1"'),
        (
            "pyproject.toml",
            '[tool.poetry.group.dev.dependencies]\nstream-radio = { version = ">=2.1" }',
        ),
        ("requirements.txt", "# pinned\n-r base.txt\nhttpx\nstream-radio>=2.1  # live\n"),
        ("requirements-dev.in", "stream_radio (>=2.1)"),
    ],
)
def test_python_projects_ask_in_several_files(name: str, text: str) -> None:
    _write(name, text)
    assert PythonModules(Tree(["app/main.py"])).requirement("app/main.py", "pypi:stream_radio") == ">=2.1"


def test_the_nearest_manifest_that_names_the_package_counts() -> None:
    _write("pyproject.toml", '[project]\ndependencies = ["radio>=1", "wire>=3"]')
    _write("services/live/requirements.txt", "radio>=2")
    modules = PythonModules(Tree(["services/live/main.py", "tools/main.py"]))
    assert modules.requirement("services/live/main.py", "pypi:radio") == ">=2"
    assert modules.requirement("services/live/main.py", "pypi:wire") == ">=3"
    assert modules.requirement("tools/main.py", "pypi:radio") == ">=1"


@pytest.mark.parametrize("text", ["[project", 'project = "x"', "[project]\ndependencies = 3", "\x00"])
def test_a_manifest_that_cannot_be_read_asks_for_nothing(text: str) -> None:
    _write("pyproject.toml", text)
    assert PythonModules(Tree(["main.py"])).requirement("main.py", "pypi:radio") is None


@pytest.mark.parametrize("kind", ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"])
def test_javascript_projects_ask_in_their_manifest(kind: str) -> None:
    _write("package.json", f'{{"{kind}": {{"@acme/radio": "^2.1"}}}}')
    modules = EcmascriptModules(Tree(["src/main.ts"]))
    assert modules.requirement("src/main.ts", "npm:@acme/radio") == "^2.1"
    assert modules.requirement("src/main.ts", "npm:radio") is None
    assert modules.requirement("src/main.ts", "pypi:radio") is None


def test_a_package_of_the_repository_has_the_version_of_its_own_manifest() -> None:
    _write("packages/radio/package.json", '{"name": "radio", "version": "3.4.0"}')
    _write("apps/web/package.json", '{"dependencies": {"radio": "workspace:^"}}')
    modules = EcmascriptModules(Tree(["packages/radio/index.ts", "apps/web/main.ts"]))
    assert modules.requirement("apps/web/main.ts", "npm:radio") == "3.4.0"


def test_a_package_of_the_repository_without_a_version_tells_nothing() -> None:
    _write("apps/web/package.json", '{"dependencies": {"radio": "workspace:^"}}')
    assert EcmascriptModules(Tree(["apps/web/main.ts"])).requirement("apps/web/main.ts", "npm:radio") is None
