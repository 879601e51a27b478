"""What hangup owes to any text: no error of its own, a well-formed program, findings inside the file, nothing lost.

Nothing lost: a leak that is written behind the mutated text is found there, or the file is said not to be analysed.
"""

from __future__ import annotations

import ast
import io
import os
import random
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fuzzing.corpus import Project, kind_of
from hangup.assembly import prefilter, toolbox
from hangup.checking.checker import Checker
from hangup.config import Settings
from hangup.engine import NO_MEMORY, check_source, check_sources
from hangup.frontends import NotAnalysed, lower
from hangup.ir.verify import verify
from hangup.model import Confidence, SourceFile, open_source
from hangup.project.surroundings import Surroundings
from hangup.report import FileReport, Report
from hangup.reporters import FORMATS, write
from hangup.reporters.screen import Screen
from hangup.testing import fix_source

if TYPE_CHECKING:
    from hangup.ir.program import Program

SETTINGS = Settings(preview=True, confidence=Confidence.LOW)
FIXED = 0.08
"""The share of findings' files that are fixed too: each fix is proved by further analyses."""
DRIVES = re.compile(b"[\x00-\x08\x0b-\x1f\x7f]")
"""Characters that no output holds, whatever stands in a file."""

ENDS = {"exit", "quit", "sys", "os"}
"""Names by which Python code may end the process."""

MOCKED = re.compile(rb"""\.mock\(\s*["']stream-chat["']""")
"""A test that puts a stand-in for the package of the probe: the probe opens nothing then."""

# The first statement keeps a decorator at the end of the text away: a command may leave its connection open.
PYTHON_PROBE = b"""

PROBED = True


def probe_of_fuzzing(user, token):
    from stream_chat import StreamChat

    probe_client = StreamChat("key")
    probe_client.connect_user(user, token)
"""
ECMASCRIPT_PROBE = b"""

import { StreamChat as ProbeChat } from "stream-chat";

export function probeOfFuzzing(user, token) {
  const probeClient = new ProbeChat("key");
  probeClient.connectUser(user, token);
}
"""
PROBES = {"python": PYTHON_PROBE, "javascript": ECMASCRIPT_PROBE, "typescript": ECMASCRIPT_PROBE}


@dataclass(slots=True)
class Looked:
    """What came out of one text: problems in words, none when hangup keeps what it promises."""

    source: SourceFile
    problems: list[str] = field(default_factory=list[str])
    unread: bool = False
    findings: int = 0
    fixes: int = 0


def look(chance: random.Random, path: str, mutated: bytes) -> Looked:
    """Look at a text that is a file of its own."""
    probe = PROBES.get(kind_of(path), b"")
    source = open_source(path, mutated + probe)
    looked = Looked(source)
    program: Program | None = None
    try:
        program = lower(source)
    except NotAnalysed:
        looked.unread = True
    except (RecursionError, MemoryError) as error:
        looked.problems.append(f"{type(error).__name__} while it is lowered")
    if program is not None:
        looked.problems += [f"not well-formed: {problem}" for problem in verify(program, len(source.data))[:3]]
    (report,) = check_sources([source], toolbox(SETTINGS), lambda _: SETTINGS, lowered=lambda _: program)
    _judge(chance, looked, [report], len(mutated) if probe else None)
    if report.diagnostics and chance.random() < FIXED:
        _fix(looked)
    return looked


def look_together(chance: random.Random, project: Project, path: str, mutated: bytes) -> Looked:
    """Look at a text that is a file of a project."""
    probe = PROBES.get(kind_of(path), b"")
    looked = Looked(open_source(path, mutated + probe))
    files = {**project.files, path: looked.source.data}
    with chdir(project.root):
        known = toolbox(SETTINGS)
        checker = Checker(
            known, lambda _: SETTINGS, prefilter(SETTINGS), files, list(files),
            lambda _: [Surroundings(".", tuple(files))],
        )  # fmt: skip
        reports = list(checker.reports())
    if sorted(report.source.path for report in reports) != sorted(files):
        looked.problems.append("not one report on each file")
    _judge(chance, looked, reports, len(mutated) if probe else None)
    return looked


def _judge(chance: random.Random, looked: Looked, reports: Sequence[FileReport], probed: int | None) -> None:
    for report in reports:
        if report.failure is not None:
            looked.problems.append(f"hangup failed: {report.failure.reason}\n{report.failure.details}")
        looked.problems += _wrong(report)
        looked.findings += sum(not finding.code.startswith("HUP9") for finding in report.diagnostics)
    own = next((report for report in reports if report.source.path == looked.source.path), None)
    if own is None:
        return
    everything = (*own.diagnostics, *own.suppressed)
    looked.unread |= any(finding.code == "HUP900" for finding in everything)
    found = probed is None or looked.unread or any(finding.span.start >= probed for finding in everything)
    if not found and not _never_ends(looked.source) and not MOCKED.search(looked.source.data):
        looked.problems.append("lost: the leak behind the mutated text is not found, and no part is said to be unread")
    if own.diagnostics:
        looked.problems += _written(chance, reports)


def _never_ends(source: SourceFile) -> bool:
    """Whether the top-level code of a Python file may not come to its end: what stands behind it never exists then."""
    if not source.path.endswith(".py"):
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            pending: list[ast.AST] = [ast.parse(source.data)]
        except (SyntaxError, ValueError):  # newer than this Python, perhaps
            return re.search(rb"^\s*(while|raise|assert)\b", source.data, re.MULTILINE) is not None
    while pending:
        node = pending.pop()
        if isinstance(node, ast.While | ast.Raise | ast.Assert) or (isinstance(node, ast.Name) and node.id in ENDS):
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            pending += ast.iter_child_nodes(node)
    return False


def _wrong(report: FileReport) -> Iterator[str]:
    for finding in (*report.diagnostics, *report.suppressed):
        spans = [finding.span, *(place.span for place in finding.related if place.path == finding.path)]
        if not all(0 <= span.start <= span.end <= len(report.source.data) for span in spans):
            yield f"{finding.code} stands outside of the file: {finding.span}"
        if finding.path != report.source.path:
            yield f"{finding.code} stands in another file: {finding.path}"
        if not finding.message or NO_MEMORY in finding.message or "hangup failed" in finding.message:
            yield f"{finding.code} says {finding.message!r}"


def _written(chance: random.Random, reports: Sequence[FileReport]) -> Iterator[str]:
    """What is wrong with the report in one of the formats."""
    whole = Report(files=len(reports))
    for report in reports:
        whole.add(report)
    name = chance.choice(tuple(FORMATS))
    stream = io.StringIO()
    write(name, whole, Screen(stream))
    try:
        text = stream.getvalue().encode()
    except UnicodeEncodeError as error:
        yield f"{name}: no text: {error}"
        return
    if DRIVES.search(text.replace(os.linesep.encode(), b"\n").replace(b"\t", b"")):
        yield f"{name}: a control character of the file is printed"


def _fix(looked: Looked) -> None:
    fixed = fix_source(looked.source, toolbox(SETTINGS), SETTINGS)
    if not fixed.is_changed:
        return
    looked.fixes += len(fixed.applied)
    before, after = (_unread(source) for source in (fixed.before, fixed.after))
    if after > before:
        looked.problems.append(f"a fixed file is not read: {[finding.code for finding in fixed.applied]}")
    again = fix_source(fixed.after, toolbox(SETTINGS), SETTINGS)
    if again.is_changed:
        looked.problems.append(f"a second run changes more: {[finding.code for finding in again.applied]}")


def _unread(source: SourceFile) -> int:
    report = check_source(source, toolbox(SETTINGS), SETTINGS)
    return sum(finding.code == "HUP900" for finding in report.diagnostics)
