"""A file looked at for its own sake: its program, what the analysis noted of it, and every finding in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from hangup.config import EVERYTHING
from hangup.model import SourceFile, Span
from hangup.records import dataclass

if TYPE_CHECKING:
    from hangup.diagnose import Layout
    from hangup.engine import Toolbox
    from hangup.flow.verdicts.accounts import Account
    from hangup.ir.program import Program
    from hangup.project.modules import Resolver
    from hangup.report import FileReport


@dataclass(frozen=True)
class Study:
    """What is known of a file as a part of its program. Each thing is found out when it is asked for, once.

    ``sources`` are the files of the program, the file itself included, and ``resolver`` resolves their imports.
    """

    source: SourceFile
    sources: Sequence[SourceFile]
    resolver: Resolver | None
    toolbox: Toolbox

    @property
    def paths(self) -> Iterable[str]:
        return (source.path for source in self.sources)

    @property
    def program(self) -> Program:
        """The program of the file itself.

        Raises:
            NotAnalysed: it cannot be lowered.
        """
        return self._known[0]

    @property
    def account(self) -> Account:
        """What the analysis noted of all that belongs together.

        Raises:
            NotAnalysed: the file cannot be lowered.
        """
        return self._known[1]

    @cached_property
    def report(self) -> FileReport:
        """The report on the file with every rule in force and at any confidence."""
        from hangup.engine import check_sources

        reports = check_sources(self.sources, self.toolbox, lambda _: EVERYTHING, self.resolver)
        return next(report for report in reports if report.source.path == self.source.path)

    def locate(self, span: Span) -> tuple[SourceFile, Span]:
        """The file that a span of the whole program lies in, and the span there."""
        path, own = self._known[2].locate(span)
        return next(source for source in self.sources if source.path == path), own

    @cached_property
    def _known(self) -> tuple[Program, Account, Layout]:
        from hangup.diagnose import Layout
        from hangup.engine import joined
        from hangup.frontends import NotAnalysed

        programs: dict[str, Program] = {}
        for source in self.sources:
            try:
                programs[source.path] = self.toolbox.lower(source)
            except NotAnalysed:
                if source.path == self.source.path:
                    raise
        read = [source for source in self.sources if source.path in programs]
        whole = joined(read, programs, self.toolbox, self.resolver)
        return programs[self.source.path], self.toolbox.explain(whole), Layout.of(whole)
