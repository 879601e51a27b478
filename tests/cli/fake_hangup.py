"""The real command line over a fake front end, analysis and rules: ``python fake_hangup.py check ...``.

The fake language: every line is a statement, ``#`` begins a comment, ``connect_user(...)`` leaks. Words in the code ask
for trouble: ``SYNTAX`` cannot be parsed, ``PARTLY`` can be in part, ``PATHS`` has too many, ``DEEP`` recurses, ``HUGE``
needs too much memory, ``PANIC`` is an error of hangup, ``NOPARSER`` lacks a parser, ``SLOW`` takes a while.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    ROOT = Path(__file__).parents[2]
    sys.path[:0] = [str(ROOT / "linter"), str(ROOT / "rules")]

from hangup import assembly, cli
from hangup.engine import Toolbox
from hangup.flow.facts import Outcome
from hangup.flow.summaries.interface import Interface
from hangup.flow.verdicts.accounts import Account
from hangup.frontends import NotAnalysed
from hangup.ir.program import Comment, Program, SyntaxProblem
from hangup.meta import META_RULES
from hangup.model import Confidence, Severity, SourceFile, Span
from hangup.project.prefilter import Prefilter
from hangup.registry import Registry
from hangup.rule import Finding, Label, Rule


class Panic(BaseException):
    """What a native parser may throw."""


@dataclass(frozen=True)
class Leak:
    """A call that the fake analysis has found."""

    span: Span
    low: bool
    warning: bool


class NeverDisconnected(Rule):
    """A connection is never closed.

    ## What it does

    Finds `connect_user` in [brackets].
    """

    code = "HUP101"
    name = "never-disconnected"
    severity = Severity.ERROR

    def check(self, fact: Any) -> Iterator[Finding]:
        if not fact.warning:
            yield _finding(fact, Severity.ERROR)


class CleanupRaces(Rule):
    """A cleanup can run too early."""

    code = "HUP104"
    name = "cleanup-races-connect"
    severity = Severity.WARNING

    def check(self, fact: Any) -> Iterator[Finding]:
        if fact.warning:
            yield _finding(fact, Severity.WARNING)


def _finding(fact: Leak, severity: Severity) -> Finding:
    return Finding(
        fact.span,
        severity,
        Confidence.LOW if fact.low else Confidence.HIGH,
        "opens a connection and closes none",
        "call `disconnect_user`",
        resource="chat",
        scope="module",
        anchor="module:connect_user",
        labels=(Label(Span(fact.span.start, fact.span.start + 7), "here"),),
    )


_TEXTS: dict[str, bytes] = {}


def lower(source: SourceFile) -> Program:
    for word in re.findall(r"[A-Z]{4,}", source.text):
        _trouble(word)
    program = Program(source.path, "python", lazy_async=True)
    _TEXTS[source.path] = source.data
    offset = 0
    for line in source.data.splitlines(keepends=True):
        code, mark, comment = line.rstrip().partition(b"#")
        if code.strip():
            start = offset + len(code) - len(code.lstrip())
            program.statements.append(Span(start, offset + len(code.rstrip())))
        if mark:
            span = Span(offset + len(code), offset + len(line.rstrip()))
            program.comments.append(Comment(span, comment.decode()))
        if b"PARTLY" in code:
            program.problems.append(SyntaxProblem(Span(offset, offset + 6), "unexpected word"))
        offset += len(line)
    return program


def _trouble(word: str) -> None:
    if word == "SYNTAX":
        raise NotAnalysed("syntax error: this is no code", Span(0, 6))
    if word == "DEEP":
        raise RecursionError("maximum recursion depth exceeded")
    if word == "HUGE":
        raise MemoryError
    if word == "PANIC":
        raise Panic("index out of range")
    if word == "SLOW":
        Path("begun").touch()
        time.sleep(0.2)
    if word == "NOPARSER":
        raise ModuleNotFoundError("No module named 'tree_sitter'", name="tree_sitter")


def analyse(program: Program) -> Outcome:
    return Outcome(tuple(leaks(program)))  # type: ignore[arg-type]


def leaks(program: Program) -> Iterator[Leak]:
    data = _TEXTS[program.path]
    for found in re.finditer(rb"^[^#\n]*?(connect_user\(.*?\))", data, re.MULTILINE):
        if b"PATHS" in data:
            message = "`f` has more paths than can be followed: split it, or exclude the file"
            program.problems.append(SyntaxProblem(Span(*found.span(1)), message))
        line = data[found.start() : data.find(b"\n", found.end())]
        yield Leak(Span(*found.span(1)), low=b"maybe" in line, warning=b"race" in line)


def interface(_: Program, __: frozenset[str] | None) -> Interface:
    return Interface(frozenset(), frozenset(), ())


def registry() -> Registry:
    return Registry((NeverDisconnected, CleanupRaces, *META_RULES))


def toolbox(_: object = None) -> Toolbox:
    return Toolbox(registry(), lower, analyse, interface, lambda _: Account())


def prefilter(_: object = None) -> Prefilter:
    return Prefilter([b"connect_user", b"SYNTAX"])


PARTS = {"registry": registry, "toolbox": toolbox, "prefilter": prefilter}

if __name__ == "__main__":
    for name, part in PARTS.items():
        setattr(cli, name, part)
        setattr(assembly, name, part)  # for what is made of them
    cli.main()
