"""What is new since a commit: the findings of now that are none of the commit's own.

The lines that have changed say nothing about that: a deleted release makes a finding at an acquire that nobody touched.
So the commit's tree is analysed too, and the findings are compared as those of a baseline are.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Sequence

from hangup.frontends import is_supported
from hangup.matching import Trace, is_gone, match, trace
from hangup.project.revision import Revision, RevisionError
from hangup.records import dataclass, field
from hangup.report import Report
from hangup.selection import ALWAYS

Check = Callable[[Sequence[str], Sequence[str]], Report]
"""Checks files in the current directory, every rule in force: those to report on, and all that are known."""


@dataclass
class Since:
    """A commit to compare with.

    Args:
        revision: the commit.
        check: analyses the commit's files.
        is_left_out: whether a file, by its path in the repository, is left out of every check.
    """

    revision: Revision
    check: Check
    is_left_out: Callable[[str], bool]
    _old: dict[str, list[Trace]] = field(default_factory=dict[str, "list[Trace]"])

    def apply(self, report: Report) -> None:
        """Take the findings out of a report that the commit has too.

        Raises:
            RevisionError: the commit's files cannot be had, or a file is in another repository.
            OSError: the commit's tree cannot be written to the disk.
        """
        candidates = [diagnostic for diagnostic in report.diagnostics if diagnostic.code != ALWAYS]
        if not candidates:
            return
        traces = [
            trace(diagnostic, report.source(diagnostic.path), self._path(diagnostic.path)) for diagnostic in candidates
        ]
        pairs = match(traces, self._old_traces({each.path for each in traces}), self._is_gone)
        known = {id(candidates[number]) for number in pairs}
        report.diagnostics = [diagnostic for diagnostic in report.diagnostics if id(diagnostic) not in known]
        report.unchanged += len(known)

    def _path(self, path: str) -> str:
        """The path in the repository of a file that is reported."""
        directory, name = os.path.split(os.path.abspath(path))
        relative = os.path.relpath(os.path.join(os.path.realpath(directory), name), self.revision.root)
        if relative.startswith(os.pardir + os.sep):
            raise RevisionError(f"{path} is not in the repository {self.revision.root}")
        return relative.replace(os.sep, "/")

    def _is_gone(self, path: str) -> bool:
        return is_gone(os.path.join(self.revision.root, path))

    def _old_traces(self, paths: set[str]) -> list[Trace]:
        """The findings of the commit in files of these paths, and in all that have changed since."""
        changes = self.revision.changes
        known = [path for path in self.revision.files if is_supported(path) and not self.is_left_out(path)]
        wanted = {changes.renamed.get(path, path) for path in paths} | changes.paths
        targets = [path for path in known if path in wanted and path not in self._old]
        if targets:
            new_names = {old: new for new, old in changes.renamed.items()}
            for path in targets:
                self._old[path] = []
            with tempfile.TemporaryDirectory(prefix="hangup-") as folder:
                self.revision.check_out(folder)
                with contextlib.chdir(folder):
                    report = self.check(sorted(targets), sorted(known))
                    for diagnostic in report.diagnostics:
                        path = diagnostic.path
                        name = new_names.get(path, path)
                        self._old[path].append(trace(diagnostic, report.source(path), name))
        return [each for traces in self._old.values() for each in traces]
