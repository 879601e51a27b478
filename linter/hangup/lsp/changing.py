"""What an editor may do about a finding: its fix, a suppression, and all safe fixes of a file at once."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.config import EVERYTHING, Settings
from hangup.engine import check_sources
from hangup.fixer import Check, Files, Prover, fix_files
from hangup.ignoring import Ignorer
from hangup.lsp.analysis import Analysis
from hangup.model import Applicability, Diagnostic, Edit, SourceFile, Span
from hangup.model.notebook import Notebook
from hangup.records import dataclass
from hangup.report import FileReport


@dataclass(frozen=True, slots=True)
class Change:
    """Edits of one file that do something about findings. ``safe``: no need to look at what they do."""

    title: str
    edits: tuple[Edit, ...]
    findings: tuple[Diagnostic, ...]
    safe: bool = False
    suppresses: bool = False


class Changes:
    """Writes changes of the open texts. What was proved is kept as long as no text changes."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._for: FileReport | None = None
        self._prover = Prover(lambda _: [])
        self._known: dict[Diagnostic, tuple[Change, ...]] = {}

    def at(self, path: str, span: Span) -> Iterator[Change]:
        """The changes for the findings that lie at a place of an open file, or reach into it."""
        report = self._current(path)
        for finding in report.diagnostics:
            if finding.span.start <= span.end and span.start <= finding.span.end:
                if finding not in self._known:
                    self._known[finding] = tuple(self._changes(report.source, finding))
                yield from self._known[finding]

    def safe(self, path: str) -> Change | None:
        """All safe fixes of an open file."""
        report = self._current(path)
        if not any(finding.remedies for finding in report.diagnostics):
            return None
        shown = {finding.fingerprint for finding in report.diagnostics}
        files, check = self._files(path), self._check(path)
        every = [each for other in check(files) for each in other.diagnostics]
        hidden = {(each.path, each.code, each.anchor) for each in every if each.fingerprint not in shown}
        (fixed,) = fix_files(files, [path], check, self._prover, Applicability.SAFE, hidden)
        if not fixed.is_changed:
            return None
        edit = difference(fixed.before, fixed.after, self._analysis.texts[path].encoding)
        return Change("hangup: apply all safe fixes", (edit,), fixed.applied, safe=True)

    def _current(self, path: str) -> FileReport:
        report = self._analysis.report(path)
        if report is not self._for:
            self._for = report
            self._prover = Prover(self._check(path, EVERYTHING))
            self._known = {}
        return report

    def _changes(self, source: SourceFile, finding: Diagnostic) -> Iterator[Change]:
        fix = self._prover.fix(self._files(source.path), finding) if finding.remedies else None
        is_here = fix is not None and all(edit.path == source.path for edit in fix.edits)
        if fix is not None and is_here and fix.applicability > Applicability.DISPLAY_ONLY:
            safe = fix.applicability is Applicability.SAFE
            title = f"{finding.code}: {fix.title}" + ("" if safe else " (unsafe: look at the result)")
            yield Change(title, fix.edits, (finding,), safe=safe)
        if finding.code.startswith("HUP9") or isinstance(source, Notebook):
            return
        toolbox = self._analysis.toolbox(source.path)
        ignored = Ignorer(toolbox.lower, toolbox.names()).ignore(source, [finding])
        if ignored.done:
            edit = difference(source, ignored.after, self._analysis.texts[source.path].encoding)
            yield Change(f"{finding.code}: ignore this finding", (edit,), (finding,), suppresses=True)

    # ------------------------------------------------------------ analyses of other texts

    def _files(self, path: str) -> Files:
        sources, _ = self._analysis.together(path)
        return tuple(sources)

    def _check(self, path: str, settings: Settings | None = None) -> Check:
        """What checks the files of a program in other forms, with their own settings or with those that are given."""
        toolbox, (_, resolver) = self._analysis.toolbox(path), self._analysis.together(path)

        def settings_of(path: str) -> Settings:
            return settings or self._analysis.configuration.of(path)

        return lambda files: check_sources(files, toolbox, settings_of, resolver)


def difference(before: SourceFile, after: SourceFile, encoding: str) -> Edit:
    """One edit that makes one text of the other, as short as it can be at both ends."""
    old, new = before.data.decode(encoding, "replace"), after.data.decode(encoding, "replace")
    start = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    first = len(old[:start].encode(encoding))
    last = len(before.data) - len(old[len(old) - end :].encode(encoding))
    return Edit(before.path, Span(first, last), new[start : len(new) - end])
