"""The project around the files that are checked: where it ends, and which files it has."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from hangup.project import surroundings as module
from hangup.project.surroundings import MARKERS, Surroundings, surroundings


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n", encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory outside any repository, whose user lives above it."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    root = tmp_path / "tree"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


def roots(*paths: str) -> list[str]:
    return [project.root for project in surroundings(paths)]


def test_the_repository_around_a_file(tree: Path) -> None:
    put(tree, "app/src/main.py", "app/lib/chat.py", "other.py")
    (tree / "app/.git").mkdir()
    (found,) = surroundings(["app/src/main.py"])
    assert found.root == "app"
    assert {"app/src/main.py", "app/lib/chat.py"} <= set(found.files)
    assert "other.py" not in found.files


def test_a_work_tree_has_a_file_for_its_repository(tree: Path) -> None:
    put(tree, "app/src/main.py", "app/.git")
    assert roots("app/src/main.py") == ["app"]


def test_a_repository_comes_before_manifests_inside_and_outside(tree: Path) -> None:
    put(tree, "pyproject.toml", "app/package.json", "app/web/package.json", "app/web/main.py")
    (tree / "app/.git").mkdir()
    assert roots("app/web/main.py") == ["app"]


@pytest.mark.parametrize("marker", MARKERS)
def test_without_a_repository_the_folder_with_a_manifest(tree: Path, marker: str) -> None:
    put(tree, f"app/{marker}", "app/src/deep/main.py")
    assert roots("app/src/deep/main.py") == ["app"]


def test_of_several_manifests_below_the_working_directory_the_outermost(tree: Path) -> None:
    put(tree, "package.json", "apps/web/package.json", "apps/web/src/main.py")
    assert roots("apps/web/src/main.py") == ["."]


def test_above_the_working_directory_the_nearest_manifest(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tree, "outer/pyproject.toml", "outer/inner/pyproject.toml", "outer/inner/here/main.py")
    monkeypatch.chdir(tree / "outer/inner/here")
    (found,) = surroundings(["main.py"])
    assert Path(found.root).resolve() == tree / "outer/inner"


def test_what_is_checked_is_known_where_git_ignores_it(tree: Path) -> None:
    put(tree, "app/main.py", "app/build/copy/page.py", "app/build/copy/lib/chat.py", "app/build/other.py")
    subprocess.run(["git", "init", "-q", "app"], check=True)
    (tree / "app/.gitignore").write_text("build/\n", encoding="utf-8")
    copied = ["app/build/copy/lib/chat.py", "app/build/copy/page.py"]
    (found,) = surroundings(copied[:1], checked=copied)
    assert found.files == (*copied, "app/main.py")


def test_files_of_no_project_are_known_to_each_other(tree: Path) -> None:
    put(tree, "scripts/a.py", "scripts/more/b.py", "scripts/c.py")
    assert surroundings(["scripts/a.py", "scripts/more/b.py"]) == [
        Surroundings(".", ("scripts/a.py", "scripts/more/b.py"))
    ]


def test_files_of_no_project_outside_the_working_directory_end_at_the_folder_they_have_in_common(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tree, "scripts/a.py", "scripts/more/b.py", "here/c.py")
    monkeypatch.chdir(tree / "here")
    (found,) = surroundings(["../scripts/a.py", "../scripts/more/b.py"])
    assert Path(found.root).resolve() == tree / "scripts"


def test_files_of_no_project_know_whatever_else_of_no_project_is_checked(tree: Path) -> None:
    put(tree, "scripts/a.py", "scripts/b.py", "scripts/c.py", "app/main.py")
    (tree / "app/.git").mkdir()
    found = surroundings(["scripts/a.py"], checked=["app/main.py", "scripts/a.py", "scripts/b.py"])
    assert found == [Surroundings(".", ("scripts/a.py", "scripts/b.py"))]


def test_files_of_two_projects_are_apart(tree: Path) -> None:
    put(tree, "a/x.py", "b/y.py")
    (tree / "a/.git").mkdir()
    (tree / "b/.git").mkdir()
    found = surroundings(["a/x.py", "b/y.py"])
    assert [(project.root, project.files) for project in found] == [("a", ("a/x.py",)), ("b", ("b/y.py",))]


def test_a_manifest_in_the_home_directory_makes_no_project_of_it(tree: Path, tmp_path: Path) -> None:
    put(tmp_path, "package.json")
    put(tree, "main.py")
    assert surroundings(["main.py"]) == [Surroundings(".", ("main.py",))]


def test_a_file_at_the_root_of_the_disk(tree: Path) -> None:
    assert surroundings([os.path.abspath(os.sep) + "main.py"])[0].files == (os.path.abspath(os.sep) + "main.py",)


def test_a_file_keeps_the_path_it_was_named_by(tree: Path) -> None:
    put(tree, "pyproject.toml", "main.py", "chat.py")
    (found,) = surroundings(["./main.py"])
    assert set(found.files) == {"./main.py", "chat.py"}


def test_links_to_folders_do_not_go_round_in_a_circle(tree: Path) -> None:
    put(tree, "pyproject.toml", "src/main.py")
    try:
        (tree / "src/again").symlink_to(tree / "src", target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    (found,) = surroundings(["src/main.py"])
    assert found.files == ("src/main.py",)


def test_what_is_larger_than_any_project_is_not_known(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2)
    put(tree, "pyproject.toml", *[f"f{number}.py" for number in range(4)])
    (found,) = surroundings(["f1.py"])
    assert found.files == ("f1.py",)


def test_nothing_is_in_no_project(tree: Path) -> None:
    assert surroundings([]) == []


def test_in_a_folder_of_a_repository_files_below_are_shown_from_there(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tree, "app/src/main.py", "app/src/chat.py", "app/lib.py")
    (tree / "app/.git").mkdir()
    monkeypatch.chdir(tree / "app/src")
    (found,) = surroundings(["main.py"])
    assert {"main.py", "chat.py"} <= set(found.files)
    assert len(found.files) == 3


def test_files_named_by_absolute_paths_know_others_by_absolute_paths(tree: Path) -> None:
    put(tree, "pyproject.toml", "main.py", "chat.py")
    (found,) = surroundings([str(tree / "main.py")])
    assert str(tree / "main.py") in found.files
