"""The words of answers: everything that the analysis may say has a meaning there."""

from __future__ import annotations

import ast
import inspect
from typing import get_args

from hangup.catalogue.schema import Runs
from hangup.flow.connections import attempts
from hangup.flow.execution import reach
from hangup.flow.verdicts import dismissals, excuses, judge, leaks
from hangup.flow.verdicts.judge import SPECIFIC
from hangup.why.words import LIVES, QUESTIONS, RUNS


def texts(module: object, *functions: str) -> set[str]:
    """The texts that functions of these names return or hand on."""
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    return {
        node.value
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_how_often_a_scope_runs_can_be_said() -> None:
    assert set(get_args(Runs)) <= RUNS.keys()


def test_every_fact_about_an_acquire_answers_a_question() -> None:
    assert set(SPECIFIC) <= QUESTIONS.keys()


def test_every_reason_of_the_judge_has_words_and_each_is_used() -> None:
    trees = [ast.parse(inspect.getsource(module)) for module in (judge, leaks)]
    used = {
        constant.value
        for tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Dismissal"
        for constant in ast.walk(call.args[1])
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    } | {text for text in texts(judge, "_why_no_leak") if " " not in text}
    assert used == dismissals.REASONS.keys() | (used & {""})


def test_every_holder_of_a_connection_has_words() -> None:
    said = {text for text in texts(reach, "held_outside") if text.isalpha() and text.islower()}
    assert said - {"instance"} <= excuses.EXCUSES.keys()


def test_every_attempt_that_misses_has_words() -> None:
    assert {"null", "unresolved", "other", "not-awaited", "not-called", "partial"} <= attempts.WHY.keys()


def test_lives_have_words() -> None:
    assert {"ordinary", "event", "raced", "changed", "again", "module", "rerun"} <= LIVES.keys()
