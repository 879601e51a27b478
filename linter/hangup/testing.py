"""For people who write rules: real source that carries its own verdict in trailing comments.

::

    await client.connectUser(user, token);  // expect: HUP101
    await other.connectUser(user, token);   // missing: HUP101 callback handed to a third party
    pool.connectUser(user);                 // spurious: HUP204 guard is set in another process

``expect`` must be found at its line (the line where the primary span begins). Any finding without a marker is a
problem. ``missing`` says what should be found and is not, ``spurious`` what is found and should not be: the first is
a problem once it *is* found, the second once it is *gone*, and both need a reason. Comments are ``#``, ``//``,
``/* */``, ``{/* */}`` and ``<!-- -->``. A code that is given twice is expected twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hangup.config import Settings
from hangup.model import Applicability, Confidence, Diagnostic, SourceFile, open_source
from hangup.records import dataclass

if TYPE_CHECKING:
    from hangup.engine import Toolbox
    from hangup.fixer import Fixed, Prover
    from hangup.project.modules import Resolver
    from hangup.project.prefilter import Prefilter
    from hangup.report import FileReport

KINDS = ("expect", "missing", "spurious")

_COMMENT = r"(?:#|//|/\*|<!--)[ \t]*"
_CODE = r"[A-Z]{2,8}[0-9]{3,4}"
_MARKER = re.compile(rf"{_COMMENT}({'|'.join(KINDS)}):[ \t]*({_CODE}(?:[ \t]*,[ \t]*{_CODE})*)(?![A-Za-z0-9])")
_ATTEMPT = re.compile(rf"{_COMMENT}(?i:expect|missing|spurious)\w*\W+(?:[A-Z]{{2,8}}[0-9]{{2}}|(?i:hup)[0-9])")
_END = re.compile(rf"\*/|-->|{_COMMENT}(?:{'|'.join(KINDS)}|hangup):")


@dataclass(frozen=True, slots=True)
class Marker:
    """A verdict on one line. ``kind`` is one of :data:`KINDS`."""

    line: int
    kind: str
    codes: tuple[str, ...]
    reason: str = ""


def read_markers(source: SourceFile) -> tuple[list[Marker], list[str]]:
    """The markers of a file, and what is wrong with them in words."""
    markers: list[Marker] = []
    problems: list[str] = []
    for number in range(1, len(source.line_starts) + 1):
        text = source.line_text(number)
        found = list(_MARKER.finditer(text))
        for match in found:
            rest = text[match.end() :]
            end = _END.search(rest)
            reason = rest[: end.start() if end else None].strip()
            codes = tuple(code.strip() for code in match[2].split(","))
            markers.append(Marker(number, match[1], codes, reason))
            if match[1] != "expect" and not reason:
                problems.append(f"line {number}: {match[1]}: {', '.join(codes)} needs a reason")
        if len(_ATTEMPT.findall(text)) > len(found):
            problems.append(f"line {number}: unreadable marker: {text.strip()}")
    return markers, problems


def compare(source: SourceFile, diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Where a file's markers and what was found in it differ, in words; nothing when they agree."""
    markers, problems = read_markers(source)
    wanted: dict[str, Counter[tuple[int, str]]] = {kind: Counter() for kind in KINDS}
    for marker in markers:
        wanted[marker.kind].update((marker.line, code) for code in marker.codes)
    found: Counter[tuple[int, str]] = Counter()
    messages: dict[tuple[int, str], str] = {}
    for diagnostic in diagnostics:
        if diagnostic.path == source.path:
            place = (source.position(diagnostic.span.start).row, diagnostic.code)
            found[place] += 1
            messages[place] = diagnostic.message
    expected, missing, spurious = (wanted[kind] for kind in KINDS)
    for place in sorted({*found, *expected, *missing, *spurious}):
        line, code = place
        surplus = found[place] - expected[place] - spurious[place]
        lost = min(max(-surplus, 0), expected[place])
        gone = max(-surplus, 0) - lost
        known = min(max(surplus, 0), missing[place])
        unmarked = max(surplus, 0) - known
        problems += [f"line {line}: {code} is expected and not found"] * lost
        problems += [f"line {line}: spurious {code} is gone: take the marker away"] * gone
        problems += [f"line {line}: missing {code} is found now: make the marker an expectation"] * known
        problems += [f"line {line}: {code} is found and not marked: {messages.get(place)}"] * unmarked
    return problems


def check_file(path: str | Path, root: str | Path, toolbox: Toolbox, settings: Settings) -> list[str]:
    """Check a file with the engine and compare. The file is seen under its path from ``root``."""
    from hangup.engine import check_source

    path = Path(path)
    source = open_source(path.relative_to(root).as_posix(), path.read_bytes())
    report = check_source(source, toolbox, settings)
    failed = [f"hangup failed: {report.failure.reason}\n{report.failure.details}"] if report.failure else []
    return failed + compare(source, report.diagnostics)


def check_project(
    root: str | Path, prefilter: Prefilter, toolbox: Toolbox, settings: Settings
) -> tuple[list[str], list[Diagnostic]]:
    """Check all files below a folder as one project, and compare them with their markers: problems, and findings."""
    from contextlib import chdir

    from hangup.checking.paths import check_paths
    from hangup.project.discover import discover
    from hangup.project.surroundings import Surroundings

    with chdir(root):
        files = discover(["."]).files
        report = check_paths(
            files, prefilter, lambda: toolbox, lambda _: settings, around=lambda _: [Surroundings(".", files)]
        )
        problems = [f"hangup failed: {failure.reason}\n{failure.details}" for failure in report.failures]
        for path in files:
            source = SourceFile(path, Path(path).read_bytes())
            problems += [f"{path}: {problem}" for problem in compare(source, report.diagnostics)]
    return problems, report.diagnostics


def resolver_at(folder: Path, path: str, project: str = ".") -> Resolver:
    """What says which releases a file asks for, by the manifests around it.

    The path counts from ``folder``, and so does ``project``, the folder beyond which no manifest is looked for.
    """
    from contextlib import chdir

    from hangup.project.graph import resolvers

    with chdir(folder):
        ((resolver, _),) = resolvers(project, [path])
    return resolver


def prover(toolbox: Toolbox, resolver: Resolver | None = None) -> Prover:
    """What proves fixes of files that are looked at alone. A front end that fails while it writes one fails loudly."""
    from hangup.engine import check_sources
    from hangup.fixer import Prover

    everything = Settings(confidence=Confidence.LOW)
    return Prover(lambda files: check_sources(files, toolbox, lambda _: everything, resolver), strict=True)


def fix_source(source: SourceFile, toolbox: Toolbox, settings: Settings, resolver: Resolver | None = None) -> Fixed:
    """Apply every fix of a file that is looked at alone, whether safe or not."""
    from hangup.engine import check_sources
    from hangup.fixer import fix_files

    def check(files: Sequence[SourceFile]) -> list[FileReport]:
        return check_sources(files, toolbox, lambda _: settings, resolver)

    (fixed,) = fix_files((source,), [source.path], check, prover(toolbox, resolver), Applicability.UNSAFE)
    return fixed


def share(markers: Sequence[Marker], *kinds: str) -> float:
    """How much of what is marked is of the given kinds, from 0 to 1."""
    total = sum(len(marker.codes) for marker in markers)
    return sum(len(marker.codes) for marker in markers if marker.kind in kinds) / total if total else 0.0
