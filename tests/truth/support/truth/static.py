"""What the linter says of a scenario."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hangup.assembly import toolbox
from hangup.config import Settings
from hangup.engine import check_source
from hangup.frontends import is_supported
from hangup.model import Diagnostic, Severity, SourceFile
from hangup.testing import Marker, compare, read_markers
from truth.policy import Finding
from truth.records import ROOT, load


def files(language: str) -> list[Path]:
    """The scenario files of a language."""
    folder = ROOT / language / "scenarios"
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def sources() -> list[Path]:
    """The scenario files that the linter reads, of the languages that were measured."""
    return [path for language in load() for path in files(language) if is_supported(path.name)]


def source(path: Path) -> SourceFile:
    """A scenario as the linter sees it: under its path from the folder of scenarios."""
    folder = next(parent for parent in path.parents if parent.name == "scenarios")
    return SourceFile(path.relative_to(folder).as_posix(), path.read_bytes())


@cache
def diagnostics(path: Path) -> tuple[Diagnostic, ...]:
    """What the linter finds in a scenario."""
    report = check_source(source(path), toolbox(), Settings())
    if report.failure:
        raise AssertionError(f"hangup failed on {path}: {report.failure.reason}\n{report.failure.details}")
    return tuple(report.diagnostics)


def findings(path: Path) -> list[Finding]:
    """What the linter finds in a scenario, in the words of the policy."""
    return [Finding(one.code, one.severity is Severity.ERROR) for one in diagnostics(path)]


def markers(path: Path) -> list[Marker]:
    """What is marked in a scenario."""
    return read_markers(source(path))[0]


def problems(path: Path) -> list[str]:
    """Where markers and findings differ."""
    return compare(source(path), diagnostics(path))
