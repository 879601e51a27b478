"""What came out: of one file, and of a run. Every output is a function of these values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from hangup.model import Diagnostic, Fix, Severity, SourceFile, open_source
from hangup.project.read import read
from hangup.records import dataclass, field

if TYPE_CHECKING:
    from hangup.config import Settings
    from hangup.flow.facts import Opened
    from hangup.rule import Rule


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of hangup itself while it worked on a file."""

    path: str
    reason: str
    details: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came out of one file. ``suppressed`` are the findings a comment took away.

    ``opened`` are the calls in it that were reached, and ``everything`` is found in it by any rule at any confidence,
    also what comments take away: None where that is not known. Both are, of files that were just analysed, and they
    are not remembered.
    """

    source: SourceFile
    diagnostics: tuple[Diagnostic, ...] = ()
    suppressed: tuple[Diagnostic, ...] = ()
    failure: Failure | None = None
    opened: frozenset[Opened] = frozenset()
    everything: tuple[Diagnostic, ...] | None = None


class Remembered(Protocol):
    """What is remembered of files that were checked: see :class:`hangup.checking.memory.Memory`."""

    def fixes(
        self, diagnostics: Sequence[Diagnostic], /
    ) -> tuple[Sequence[Fix | None] | None, Callable[[Sequence[Fix | None]], None]]: ...


class Checker(Protocol):
    """What checked files, and can check them again: see :class:`hangup.checking.checker.Checker`."""

    @property
    def memory(self) -> Remembered: ...
    def knows(self, path: str, /) -> bool: ...
    def partners(self, path: str, /) -> Sequence[str]: ...
    def together(self, path: str, /) -> tuple[Sequence[SourceFile], object]: ...
    def found(self, sources: Sequence[SourceFile], /) -> Sequence[FileReport] | None: ...
    def check(
        self, sources: Sequence[SourceFile], settings_of: Callable[[str], Settings] | None = None, /
    ) -> list[FileReport]: ...


@dataclass(slots=True)
class Report:
    """What came out of a run. ``files`` were looked at, ``analysed`` of them named a connection and were parsed.

    ``baselined`` findings are not reported because a baseline lists them, ``unchanged`` ones because the commit that is
    compared with has them. ``status`` is the exit status. ``rules`` are all rules, for reports that explain them; they
    are imported when it is called. ``checked`` are the paths of the files, ``directories`` those of which they are all.
    ``checkers`` check the analysed files again, with other texts in their place.
    """

    files: int = 0
    analysed: int = 0
    suppressed: int = 0
    baselined: int = 0
    unchanged: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])
    failures: list[Failure] = field(default_factory=list[Failure])
    sources: dict[str, SourceFile] = field(default_factory=dict[str, SourceFile])
    status: int = 0
    rules: Callable[[], Iterable[Rule]] = tuple
    checked: tuple[str, ...] = ()
    directories: tuple[str, ...] = ()
    checkers: tuple[Checker, ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def source(self, path: str) -> SourceFile:
        """The text of a file that findings are in; empty when it could not be read."""
        if path not in self.sources:
            try:
                data = read(path)
            except OSError:
                data = b""
            self.sources[path] = open_source(path, data)
        return self.sources[path]

    def add(self, report: FileReport) -> None:
        self.analysed += 1
        self.suppressed += len(report.suppressed)
        self.diagnostics += report.diagnostics
        if report.failure:
            self.failures.append(report.failure)
        if report.diagnostics:
            self.sources[report.source.path] = report.source

    def absorb(self, other: Report) -> None:
        """Add what came out of other files in the same run."""
        self.files += other.files
        self.analysed += other.analysed
        self.suppressed += other.suppressed
        self.failures += other.failures
        self.sources |= other.sources
        self.checkers += other.checkers
        self.diagnostics = sorted([*self.diagnostics, *other.diagnostics], key=Diagnostic.sort_key)

    def fails(self, threshold_of: Callable[[str], Severity | None]) -> bool:
        """Whether anything was found at or above the threshold of its file; None is never reached."""
        for diagnostic in self.diagnostics:
            threshold = threshold_of(diagnostic.path)
            if threshold is not None and diagnostic.severity >= threshold:
                return True
        return False
