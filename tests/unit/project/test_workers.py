"""Processes that help: answers come in order, and what dies takes nothing with it but its own task."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from hangup.assembly import prefilter, toolbox
from hangup.checking.paths import check_paths
from hangup.config import EVERYTHING, Settings
from hangup.model import SourceFile, open_source
from hangup.project.prefilter import Prefilter
from hangup.project.search import Search
from hangup.project.workers import CAN_FORK, Lost, Pool

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="needs os.fork")

LEAK = """import {{ StreamChat }} from 'stream-chat';
export async function visit{0}(id: string, token: string) {{
  const chat = new StreamChat('key');
  await chat.connectUser({{ id }}, token);
}}
"""


def test_answers_are_in_the_order_of_the_tasks() -> None:
    pool = Pool(lambda task: task * task, 3)
    try:
        assert [answer for answer, _ in pool.run(range(50))] == [number * number for number in range(50)]
        assert [answer for answer, _ in pool.run([7], [2])] == [49]
    finally:
        pool.close()


def test_a_worker_that_dies_loses_its_task_only() -> None:
    def work(task: int) -> int:
        if task == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return task

    pool = Pool(work, 2)
    try:
        answers = [answer for answer, _ in pool.run(range(8))]
    finally:
        pool.close()
    assert answers == [0, 1, 2, Lost("its process was ended by SIGKILL"), 4, 5, 6, 7]


def test_an_error_in_a_worker_is_an_error_here() -> None:
    pool = Pool(lambda task: 1 // task, 2)
    try:
        with pytest.raises(RuntimeError, match="ZeroDivisionError"):
            pool.run([1, 0])
    finally:
        pool.close()


def test_files_are_searched_by_several_processes_as_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hangup.project.search.FEW", 10)
    paths = [str(tmp_path / f"{number}.py") for number in range(40)]
    for number, path in enumerate(paths[:-1]):
        Path(path).write_text("needle\n" if number % 3 == 0 else "hay\n")
    gate = Prefilter([b"needle"])
    one, three = Search().passing(paths, gate), Search(jobs=3).passing(paths, gate)
    assert list(three.passing.items()) == list(one.passing.items())
    assert three.failed == one.failed
    assert list(one.failed) == paths[-1:]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_report_is_the_same_for_any_number_of_processes(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hangup.checking.crew.ENOUGH", 0)
    monkeypatch.chdir(tmp_path)
    names = [f"visit{number}.ts" for number in range(6)]
    for number, name in enumerate(names):
        Path(name).write_text(LEAK.format(number))
    report = check_paths(names, prefilter(), toolbox, lambda _: Settings(), jobs=jobs)
    assert [(each.path, each.code) for each in report.diagnostics] == [(name, "HUP101") for name in names]


def test_a_file_that_kills_its_process_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hangup.checking.crew.ENOUGH", 0)
    monkeypatch.chdir(tmp_path)
    names = ["fine.ts", "hostile.ts", "well.ts"]
    for number, name in enumerate(names):
        Path(name).write_text(LEAK.format(number))
    tools = toolbox()

    def lower(source: SourceFile) -> object:
        if source.path == "hostile.ts":
            os.kill(os.getpid(), signal.SIGKILL)
        return tools.lower(source)

    from dataclasses import replace

    deadly = replace(tools, lower=lower, excerpt=None)  # type: ignore[arg-type]
    report = check_paths(names, prefilter(), lambda: deadly, lambda _: Settings(), jobs=2)
    assert [(each.path, each.code) for each in report.diagnostics] == [
        ("fine.ts", "HUP101"),
        ("hostile.ts", "HUP900"),
        ("well.ts", "HUP101"),
    ]
    assert [failure.path for failure in report.failures] == ["hostile.ts"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_proofs_compare_with_is_everything_whatever_the_user_wants_to_see(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hangup.checking.crew.ENOUGH", 0)
    monkeypatch.chdir(tmp_path)
    Path("visit.ts").write_text(LEAK.format("") + "// hangup: ignore[HUP102]\n")
    Path("other.ts").write_text(LEAK.format("Two"))
    Path("quiet.ts").write_text(LEAK.format("Three").replace("token);", "token); // hangup: ignore[HUP101]"))
    settings = Settings(select=("HUP101",))
    report = check_paths(["other.ts", "quiet.ts", "visit.ts"], prefilter(), toolbox, lambda _: settings, jobs=jobs)
    (checker,) = report.checkers
    assert {each.code for each in report.diagnostics} == {"HUP101"}
    for path in ("visit.ts", "other.ts"):
        files, _ = checker.together(path)
        (found,), (again,) = checker.found(files) or (), checker.check(files, lambda _: EVERYTHING)
        assert sorted(found.everything or (), key=str) == sorted((*again.diagnostics, *again.suppressed), key=str)
        assert found.opened == again.opened
        assert len(found.everything or ()) == {"visit.ts": 2, "other.ts": 1}[path]
        assert checker.found([open_source(path, b"")]) is None
    assert checker.found(checker.together("quiet.ts")[0]) is None  # nothing can be mended there
