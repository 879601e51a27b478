"""Fuzzing in small, and the tool: inputs are the same everywhere; what fails, hangs or dies is named and kept."""

from __future__ import annotations

import random
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing import campaign, owed
from fuzzing.campaign import OutOfTimeError, Tally, examine, prepare, run, save
from fuzzing.corpus import KINDS, kind_of, projects, seeds
from fuzzing.inputs import make
from fuzzing.mutate import OPERATIONS, WORDS, mutate
from fuzzing.owed import look, look_together

ROOT = Path(__file__).parents[2]
RUN = ROOT / "tests" / "fuzz" / "fuzz.py"
NAMES = ("a.py", "a.js", "a.jsx", "a.ts", "a.tsx", "a.vue", "a.svelte", "a.astro", "a.html", "a.ipynb")
QUICK = settings(derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


# ---------------------------------------------------------------- whatever stands in a file


@given(st.randoms(use_true_random=False), st.sampled_from(list(KINDS)))
@settings(QUICK, max_examples=40)
def test_mutated_source_gets_what_is_owed(chance: object, kind: str) -> None:
    source, donor = chance.choice(seeds()[kind]), chance.choice(seeds()[kind])  # type: ignore[attr-defined]
    mutated = mutate(chance, source.path, source.data, donor.data)  # type: ignore[arg-type]
    assert look(chance, source.path, mutated).problems == []  # type: ignore[arg-type]


@given(st.randoms(use_true_random=False))
@settings(QUICK, max_examples=10)
def test_a_project_with_a_mutated_file_gets_what_is_owed(chance: object) -> None:
    project = chance.choice(projects())  # type: ignore[attr-defined]
    path = chance.choice(list(project.files))  # type: ignore[attr-defined]
    mutated = mutate(chance, path, project.files[path], b"")  # type: ignore[arg-type]
    assert look_together(chance, project, path, mutated).problems == []  # type: ignore[arg-type]


@given(st.randoms(use_true_random=False), st.sampled_from(NAMES), st.binary(max_size=200))
@settings(QUICK, max_examples=60)
def test_any_bytes_get_what_is_owed(chance: object, name: str, data: bytes) -> None:
    assert look(chance, name, data).problems == []  # type: ignore[arg-type]


@given(st.randoms(use_true_random=False), st.sampled_from(NAMES), st.lists(st.sampled_from(WORDS), max_size=30))
@settings(QUICK, max_examples=60)
def test_any_words_of_the_languages_get_what_is_owed(chance: object, name: str, words: list[bytes]) -> None:
    assert look(chance, name, b" ".join(words)).problems == []  # type: ignore[arg-type]


# ---------------------------------------------------------------- the inputs


def test_seed_and_number_make_the_same_input_in_another_process() -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(RUN.parent)!r}); from fuzzing.inputs import make\n"
        "sys.stdout.buffer.write(make(7, 11)[0].data)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout == make(7, 11)[0].data


def test_inputs_are_of_every_kind_and_differ() -> None:
    made = [make(1, number)[0] for number in range(400)]
    assert {given.kind for given in made} == {*KINDS, "projects"}
    assert len({given.data for given in made}) > 390
    assert all(kind_of(given.path) == given.kind for given in made if given.project is None)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.__name__.strip("_"))
def test_each_operation_changes_something_and_bears_nothing(operation: object) -> None:
    chance = random.Random(3)
    source, donor = seeds()["typescript"][0].data, seeds()["typescript"][1].data
    made = {operation(chance, source, donor) for _ in range(50)}  # type: ignore[operator]
    assert len(made) > 10
    assert isinstance(operation(chance, b"", b""), bytes)  # type: ignore[operator]


def test_many_of_the_inputs_are_read() -> None:
    tally = Tally()
    for number in range(120):
        examine(1, number, tally)
    assert tally.problems == {}
    assert 20 < tally.unread < 100
    assert tally.findings > 50


# ---------------------------------------------------------------- what is found


def test_a_promise_that_is_broken_is_a_problem_of_its_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(owed, "verify", lambda *_: ["a block without an end"])
    tally, number = Tally(), -1
    while not tally.problems:
        number += 1
        examine(5, number, tally)
    assert tally.problems[number].startswith("not well-formed: a block without an end")
    place = save(tmp_path, 5, number, tally.problems[number])
    assert place.read_bytes() == make(5, number)[0].data
    said = place.with_name(f"{place.name}.problem.txt").read_text(encoding="utf-8")
    assert f"--seed 5 --only {number}" in said
    assert tally.problems[number] in said


def test_an_error_while_an_input_is_looked_at_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no such block")

    monkeypatch.setattr(campaign, "make", fail)
    tally = Tally()
    examine(5, 0, tally)
    assert "no such block" in tally.problems[0]


def test_a_leak_that_is_lost_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(owed.PROBES, "python", b"\n\nnothing_that_leaks()\n")
    looked = look(random.Random(1), "a.py", b"def f():\n    pass\n")
    assert looked.problems == ["lost: the leak behind the mutated text is not found, and no part is said to be unread"]


def test_an_input_that_takes_too_long_is_a_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    def spin(*_: object) -> None:
        while True:
            pass

    before = signal.getsignal(signal.SIGVTALRM)
    monkeypatch.setattr(campaign, "MEMORY", resource.RLIM_INFINITY)
    monkeypatch.setattr(campaign, "SECONDS", 0.1)
    monkeypatch.setattr(campaign, "make", spin)
    prepare()
    tally = Tally()
    try:
        examine(5, 0, tally)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert tally.problems[0].startswith("hang: ")
    assert issubclass(OutOfTimeError, KeyboardInterrupt), "nothing in hangup may take it for an error of a file"


def test_a_process_that_dies_names_what_it_was_at_and_the_rest_goes_on(tmp_path: Path) -> None:
    script = tmp_path / "dies.py"
    script.write_text(
        f"""
import os, sys
sys.path.insert(0, {str(RUN.parent)!r})
from collections import Counter
from fuzzing.campaign import Tally, run

def work(seed, numbers, until, current, results):
    tally = Tally()
    for number in numbers:
        current.value = number
        if number == 4:
            os.abort()
        tally.inputs["any"] += 1
    current.value = -1
    results.put(tally)

if __name__ == "__main__":
    whole = Tally()
    for part in run(1, range(10), None, 2, work):
        whole.add(part)
    print(sorted(whole.problems), whole.inputs.total())
""",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "[4] 7\n", "0, 2 and 4 died with their process before it spoke"


def test_time_ends_a_run() -> None:
    assert sum(part.inputs.total() for part in run(1, range(10**9), 0.0, 1)) == 0


# ---------------------------------------------------------------- the command


def test_the_command_says_what_came_of_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(RUN), "--number", "12", "--seed", "1", "--jobs", "1", "--save", str(tmp_path / "kept")],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("seed 1: 12 inputs (")
    assert done.stdout.endswith("0 broke a promise\n")
    assert not (tmp_path / "kept").exists()
