"""The files a user would expect, in a repository and outside one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from hangup.project.discover import MissingPath, discover, reported
from hangup.project.exclude import Excludes, Patterns
from hangup.project.git import begin

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not installed")


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n", encoding="utf-8")


def git(root: Path, *arguments: str) -> None:
    assert GIT
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always")
    subprocess.run([GIT, *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory outside any repository."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = tmp_path / "tree"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def repository(tree: Path) -> Path:
    """An empty working directory that is a repository."""
    git(tree, "init", "-q")
    return tree


# ---------------------------------------------------------------- without git


def test_supported_files_below_a_directory_are_found_in_order(tree: Path) -> None:
    put(tree, "b.ts", "a.py", "src/c.TSX", "src/types.d.ts", "README.md", ".py", "src/d.mjs")
    assert discover(["."]).files == ("a.py", "b.ts", "src/c.TSX", "src/d.mjs")


def test_folders_that_hold_nobodys_source_are_left_out(tree: Path) -> None:
    put(tree, "node_modules/x/a.js", "pkg/node_modules/a.js", "__pycache__/a.py", "build/a.js", "dist/a.js", "ok/a.js")
    put(tree, "env/pyvenv.cfg", "env/lib/a.py", ".venv/a.py", "web/vendor.min.js", ".next/a.js")
    assert discover(["."]).files == ("ok/a.js",)


def test_a_folder_that_is_named_is_searched_whatever_its_name(tree: Path) -> None:
    put(tree, "node_modules/x/a.js", "build/a.js")
    assert discover(["node_modules/x", "build"]).files == ("build/a.js", "node_modules/x/a.js")


def test_ignore_files_count_without_git_too(tree: Path) -> None:
    put(tree, "a.py", "gen/a.py", "sub/b.py", "sub/keep.py", "sub/deep/b.py")
    (tree / ".gitignore").write_text("gen/\nkeep.py\n", encoding="utf-8")
    (tree / "sub" / ".gitignore").write_text("/b.py\n!keep.py\n", encoding="utf-8")
    assert discover(["."]).files == ("a.py", "sub/deep/b.py", "sub/keep.py")


def test_loops_of_links_end(tree: Path) -> None:
    put(tree, "src/a.py")
    (tree / "src" / "again").symlink_to(tree / "src", target_is_directory=True)
    (tree / "src" / "self.py").symlink_to("self.py")
    (tree / "src" / "gone.py").symlink_to("nowhere.py")
    assert discover(["."]).files == ("src/a.py",)


def test_a_linked_file_is_taken_once_under_its_own_name(tree: Path) -> None:
    put(tree, "src/a.py", "outside/b.py")
    (tree / "src" / "z.py").symlink_to("a.py")
    (tree / "src" / "b.py").symlink_to("../outside/b.py")
    assert discover(["src"]).files == ("src/a.py", "src/b.py")


def test_nothing_is_found_twice(tree: Path) -> None:
    put(tree, "src/a.py")
    (tree / "link").symlink_to("src", target_is_directory=True)
    assert len(discover(["src", "./src/", "src/a.py", ".", "link", str(tree)]).files) == 1


def test_a_folder_that_cannot_be_listed_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tree, "a.py", "locked/b.py")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if "locked" in path:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = discover(["."])
    assert found.files == ("a.py",)
    assert found.unreadable == (("locked", "Permission denied"),)


# ---------------------------------------------------------------- named files and paths


def test_a_named_file_is_taken_although_it_would_be_left_out(tree: Path) -> None:
    put(tree, "node_modules/a.js", "legacy/b.py")
    excludes = Excludes(Patterns(("legacy",), "."))
    assert discover(["node_modules/a.js", "legacy/b.py"], excludes).files == ("legacy/b.py", "node_modules/a.js")
    assert discover(["node_modules/a.js", "legacy/b.py"], excludes, force_exclude=True).files == ()


def test_a_named_file_that_no_front_end_reads_is_told(tree: Path) -> None:
    put(tree, "README.md", "types.d.ts", "a.py")
    found = discover(["README.md", "types.d.ts", "a.py"])
    assert found.files == ("a.py",)
    assert found.unsupported == ("README.md", "types.d.ts")


@pytest.mark.parametrize("path", ["missing", "a.py/below", "nul\0byte", ""])
def test_a_path_that_is_not_there_is_an_error(tree: Path, path: str) -> None:
    put(tree, "a.py")
    with pytest.raises(MissingPath):
        discover(["a.py", path])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_neither_file_nor_directory(tree: Path) -> None:
    os.mkfifo(tree / "pipe.py")
    assert discover(["."]).files == ()
    with pytest.raises(MissingPath, match="neither a file nor a directory"):
        discover(["pipe.py"])


@pytest.mark.parametrize(
    ("path", "shown"),
    [(".", "."), ("./", "."), ("./a", "a"), ("././/a/", "a"), ("../a", "../a"), ("/", "/"), ("/a/b/", "/a/b")],
)
def test_paths_are_reported_as_they_were_given(path: str, shown: str) -> None:
    assert reported(path) == shown


def test_absolute_and_relative_paths_stay_what_they_are(tree: Path) -> None:
    put(tree, "src/a.py")
    assert discover([str(tree / "src")]).files == (f"{tree.as_posix()}/src/a.py",)
    assert discover(["../tree/src"]).files == ("../tree/src/a.py",)
    assert discover(["./src"]).files == ("src/a.py",)


def test_a_folder_like_a_pattern_is_a_folder(tree: Path) -> None:
    put(tree, "app/[slug]/page.tsx", "app/(auth)/page.tsx", "with space/ü.py")
    assert discover(["app/[slug]", "app", "with space"]).files == (
        "app/(auth)/page.tsx",
        "app/[slug]/page.tsx",
        "with space/ü.py",
    )


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("legacy", ("a.py", "src/b.py")),
        ("legacy/", ("a.py", "src/b.py")),
        ("src/legacy/**", ("a.py", "src/b.py")),
        ("*.py", ()),
        ("/a.py", ("src/b.py", "src/legacy/c.py")),
        ("src/*.py", ("a.py", "src/legacy/c.py")),
    ],
)
def test_patterns_are_written_as_in_an_ignore_file(tree: Path, pattern: str, expected: tuple[str, ...]) -> None:
    put(tree, "a.py", "src/b.py", "src/legacy/c.py")
    assert discover(["."], Excludes(Patterns((pattern,), "."))).files == expected


def test_patterns_are_relative_to_where_they_were_written(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tree, "src/legacy/c.py", "src/d.py")
    monkeypatch.chdir(tree / "src")
    assert discover(["."], Excludes(Patterns(("/src/legacy",), str(tree)))).files == ("d.py",)
    assert discover(["."], Excludes(Patterns(("/legacy",), str(tree)))).files == ("d.py", "legacy/c.py")


# ---------------------------------------------------------------- with git


@needs_git
def test_git_says_what_is_tracked_new_and_ignored(repository: Path) -> None:
    put(repository, "tracked.py", "new.py", "ignored.py", "out/kept.py", "node_modules/x/a.js")
    (repository / ".gitignore").write_text("ignored.py\n", encoding="utf-8")
    git(repository, "add", "tracked.py", "node_modules", "out")
    assert discover(["."]).files == ("new.py", "out/kept.py", "tracked.py")


@needs_git
def test_a_file_that_is_tracked_and_deleted_is_not_there(repository: Path) -> None:
    put(repository, "a.py", "b.py")
    git(repository, "add", ".")
    (repository / "b.py").unlink()
    assert discover(["."]).files == ("a.py",)


@needs_git
def test_a_subdirectory_of_a_repository_is_listed_from_there(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repository, "a.py", "src/b.py", "src/in/c.py")
    git(repository, "add", "src/b.py")
    assert discover(["src"]).files == ("src/b.py", "src/in/c.py")
    monkeypatch.chdir(repository / "src")
    assert discover(["."]).files == ("b.py", "in/c.py")
    assert discover([".."]).files == ("../a.py", "../src/b.py", "../src/in/c.py")


@needs_git
def test_an_ignored_folder_that_is_named_is_searched(repository: Path) -> None:
    put(repository, "generated/a.py")
    (repository / ".gitignore").write_text("generated/\n", encoding="utf-8")
    assert discover(["."]).files == ()
    assert discover(["generated"]).files == ("generated/a.py",)


@needs_git
def test_repositories_inside_the_repository_are_listed_too(repository: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    git(library, "init", "-q")
    put(library, "lib.py")
    git(library, "add", ".")
    git(library, "commit", "-q", "-m", "x")
    git(repository, "submodule", "add", "-q", str(library), "deps/library")
    put(repository, "clone/c.py", "clone/skipped.py", "a.py")
    git(repository / "clone", "init", "-q")
    (repository / "clone" / ".gitignore").write_text("skipped.py\n", encoding="utf-8")
    assert discover(["."]).files == ("a.py", "clone/c.py", "deps/library/lib.py")
    assert discover(["deps"]).files == ("deps/library/lib.py",)


@needs_git
def test_a_repository_inside_that_git_cannot_read_is_walked(repository: Path) -> None:
    put(repository, "clone/c.py", "clone/skipped.py", "a.py")
    git(repository / "clone", "init", "-q")
    (repository / "clone" / ".gitignore").write_text("skipped.py\n", encoding="utf-8")
    (repository / "clone" / ".git" / "index").write_bytes(b"no index")
    assert discover(["."]).files == ("a.py", "clone/c.py")


@needs_git
def test_git_that_does_not_answer_is_not_waited_for(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repository, "src/a.py")
    os.mkfifo(repository / "src" / ".gitignore")  # git opens it
    monkeypatch.setattr("hangup.project.git.PATIENCE", 0.2)
    assert discover(["."]).files == ("src/a.py",)


@needs_git
def test_a_listing_that_was_begun_before_says_the_same(repository: Path) -> None:
    put(repository, "src/a.py", "src/skipped.py")
    (repository / ".gitignore").write_text("skipped.py\n", encoding="utf-8")
    begin(".")
    assert discover(["."]).files == ("src/a.py",)
    put(repository, "src/b.py")
    assert discover(["."]).files == ("src/a.py", "src/b.py")  # what was begun counts once


@needs_git
def test_a_listing_that_was_begun_is_not_waited_for_either(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repository, "src/a.py")
    os.mkfifo(repository / "src" / ".gitignore")
    monkeypatch.setattr("hangup.project.git.PATIENCE", 0.2)
    begin(".")
    assert discover(["."]).files == ("src/a.py",)


def test_a_listing_that_was_begun_outside_a_repository_is_a_walk(tree: Path) -> None:
    before = discover(["."]).files
    begin(".")
    assert discover(["."]).files == before


@needs_git
def test_a_tracked_file_that_may_not_be_looked_at_is_named(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repository, "src/a.py", "src/b.py")
    look = os.lstat

    def refuse(path: str) -> os.stat_result:
        if path.endswith("b.py"):
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr("os.lstat", refuse)
    found = discover(["."])
    assert found.files == ("src/a.py",)
    assert found.unreadable == (("src/b.py", "Permission denied"),)


@needs_git
def test_the_variables_of_a_hook_do_not_mislead(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repository, "src/a.py")
    git(repository, "add", ".")
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository / ".git" / "nowhere"))
    assert discover(["src"]).files == ("src/a.py",)


@needs_git
def test_a_program_named_in_the_repositorys_configuration_is_not_run(repository: Path) -> None:
    put(repository, "a.py")
    program = repository / "monitor"
    program.write_text(f"#!/bin/sh\ntouch {repository}/executed\n", encoding="utf-8")
    program.chmod(0o755)
    git(repository, "add", "a.py")
    git(repository, "config", "core.fsmonitor", str(program))
    assert discover(["."]).files == ("a.py",)
    assert not (repository / "executed").exists()


@needs_git
def test_unmerged_files_are_found_once(repository: Path) -> None:
    put(repository, "a.py")
    blob = subprocess.run(
        ["git", "hash-object", "-w", "a.py"], cwd=repository, check=True, capture_output=True, text=True
    ).stdout.strip()
    entries = "".join(f"100644 {blob} {stage}\ta.py\n" for stage in (1, 2, 3))
    subprocess.run(["git", "update-index", "--index-info"], cwd=repository, check=True, input=entries, text=True)
    assert discover(["."]).files == ("a.py",)


@needs_git
def test_without_git_on_the_path_the_tree_is_walked(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repository, "a.py", "ignored.py")
    (repository / ".gitignore").write_text("ignored.py\n", encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    assert discover(["."]).files == ("a.py",)


@needs_git
def test_names_that_are_no_text_are_found(repository: Path) -> None:
    try:
        (repository / os.fsdecode(b"caf\xe9.py")).write_text("x\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert discover(["."]).files == (os.fsdecode(b"caf\xe9.py"),)


# ---------------------------------------------------------------- scripts that tools wrote


def test_a_large_script_that_a_tool_wrote_is_left_out_unless_it_is_named(tree: Path) -> None:
    put(tree, "app.js", "bundle.js", "packed.js", "small.js", "table.py")
    (tree / "app.js").write_text("socket.send(1);\n" * 5_000)
    for name in ("bundle.js", "table.py"):
        (tree / name).write_text("socket.send(1);" * 5_000)
    (tree / "packed.js").write_text("/******/ (() => { // webpackBootstrap\n" + "socket.send(1);\n" * 5_000)
    (tree / "small.js").write_text("socket.send(1);" * 500)
    assert discover(["."]).files == ("app.js", "small.js", "table.py")
    assert discover(["bundle.js"]).files == ("bundle.js",)
