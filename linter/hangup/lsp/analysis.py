"""What the server knows of the open texts and of the projects around them. One thread works with it.

Between two texts of a file it is kept which files belong together. It is found out anew when a text begins to offer
something else to other files, or to take something else from them, and when files on disk have changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hangup.checking.checker import Checker
from hangup.config import Settings
from hangup.configuration import Configuration
from hangup.engine import check_sources
from hangup.frontends import NotAnalysed
from hangup.lsp.texts import Text
from hangup.model import SourceFile
from hangup.project.exclude import Excludes
from hangup.project.surroundings import surroundings
from hangup.records import dataclass, field
from hangup.report import FileReport, Report
from hangup.why.study import Study

if TYPE_CHECKING:
    from hangup.baseline import Baseline
    from hangup.commands.parts import Parts
    from hangup.engine import Toolbox
    from hangup.flow.summaries.interface import Interface
    from hangup.project.modules import Resolver


@dataclass(slots=True)
class _Projects:
    """The projects around the open files whose configurations know the same libraries, and what each file offered."""

    checker: Checker
    offered: dict[str, Interface | None] = field(default_factory=dict[str, "Interface | None"])


class Analysis:
    """Checks open texts. Paths are as they are reported.

    Every method raises ConfigError, CatalogueError, PluginError or BaselineError where what it is to follow cannot be
    followed.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.texts: dict[str, Text] = {}
        self.forget()

    # ------------------------------------------------------------ what changes

    def forget(self) -> None:
        """Read everything anew when it is needed: files on disk or configurations have changed."""
        self.configuration = Configuration(rules=lambda: [(rule.code, rule.name) for rule in self.parts.registry()])
        self._projects: dict[object, _Projects] = {}
        self._baselines: dict[str, Baseline] = {}
        self._studies: dict[str, Study] = {}
        self._reports: dict[str, FileReport] = {}

    def put(self, path: str, text: Text) -> None:
        """Take this text of a file from now on."""
        known = self.texts.get(path)
        self.texts[path] = text
        if known is None or known.source.data != text.source.data:
            self._text_changed(text.source)

    def drop(self, path: str) -> None:
        """Take what is on disk from now on."""
        if self.texts.pop(path, None) is not None:
            self.forget()

    def _text_changed(self, source: SourceFile) -> None:
        self._studies.clear()
        self._reports.clear()
        for projects in self._projects.values():
            projects.checker.put(source)

    # ------------------------------------------------------------ what is asked

    def check(self, path: str) -> list[FileReport]:
        """The reports on an open file, and on the open files that belong to the same program."""
        if path not in self._reports:
            self._reports |= {report.source.path: report for report in self._check(path)}
        sources, _ = self.together(path)
        return [self._reports[each.path] for each in sources if each.path in self._reports]

    def report(self, path: str) -> FileReport:
        """The report on an open file."""
        return next(report for report in self.check(path) if report.source.path == path)

    def together(self, path: str) -> tuple[list[SourceFile], Resolver | None]:
        """The files that are analysed with an open one, itself included, and what resolves their imports."""
        settings = self.configuration.of(path)
        projects = self._projects.get(_known_by(settings))
        if projects is None:
            return [self.texts[path].source], None
        return projects.checker.together(path)

    def toolbox(self, path: str) -> Toolbox:
        """What a file is checked with."""
        return self.parts.toolbox(self.configuration.of(path))

    def study(self, path: str) -> Study | None:
        """An open file looked at for its own sake; None of one that opens no connection, or is left out."""
        self.check(path)
        if path not in self._studies and self._concerns(path):
            sources, resolver = self.together(path)
            self._studies[path] = Study(self.texts[path].source, tuple(sources), resolver, self.toolbox(path))
        return self._studies.get(path)

    # ------------------------------------------------------------ checks

    def _check(self, path: str) -> Iterator[FileReport]:
        source, settings = self.texts[path].source, self.configuration.of(path)
        if self._left_out(path):
            yield FileReport(source)
            return
        projects = self._projects.get(_known_by(settings))
        if self._may_concern(path) or projects is not None:
            projects = self._current(path, settings)
        if not self._concerns(path):
            yield FileReport(source)
        if projects is None:
            return
        sources, resolver = projects.checker.together(path)
        wanted = {each.path for each in sources if each.path in self.texts and self._concerns(each.path)}
        same = {each for each in wanted if _known_by(self.configuration.of(each)) == _known_by(settings)}
        if same:
            reports = check_sources(sources, self.parts.toolbox(settings), self.configuration.of, resolver)
            yield from (self._without_known(report) for report in reports if report.source.path in same)

    def _concerns(self, path: str) -> bool:
        """Whether an open file is one that hangup check would report on: it names a connection, or may open by an
        everyday name what a file that belongs to it has made.
        """
        if self._left_out(path):
            return False
        settings = self.configuration.of(path)
        if self.parts.prefilter(settings).passes(self.texts[path].source.data):
            return True
        projects = self._projects.get(_known_by(settings))
        return self._may_concern(path) and projects is not None and len(projects.checker.partners(path)) > 1

    def _may_concern(self, path: str) -> bool:
        """Whether an open file names a connection, or something by which it may open that of another file."""
        if self._left_out(path):
            return False
        prefilter, data = self.parts.prefilter(self.configuration.of(path)), self.texts[path].source.data
        hints = prefilter.hints()
        return prefilter.passes(data) or (hints is not None and hints.passes(data))

    def _left_out(self, path: str) -> bool:
        return self._excludes().excluded(path)

    def _excludes(self) -> Excludes:
        return Excludes(self.configuration.run.exclude, nearest=lambda path: self.configuration.of(path).exclude)

    def _current(self, path: str, settings: Settings) -> _Projects:
        """The projects, found anew where the text of a file changes which files belong together."""
        toolbox = self.parts.toolbox(settings)
        known = self._projects.get(_known_by(settings))
        offers = _offered(self.texts[path].source, toolbox)
        if known is not None and path not in known.offered and not self._may_concern(path):
            known.offered[path] = offers  # it was opened and may be known from disk already
        if known is not None and path in known.offered and known.offered[path] == offers:
            return known
        candidates = {each: text.source.data for each, text in self.texts.items() if not self._left_out(each)}
        checker = Checker(
            toolbox,
            self.configuration.of,
            self.parts.prefilter(settings),
            candidates,
            tuple(candidates),
            lambda paths: surroundings(paths, self._excludes()),
        )
        offered = {each: _offered(self.texts[each].source, toolbox) for each in candidates}
        projects = self._projects[_known_by(settings)] = _Projects(checker, offered)
        return projects

    def _without_known(self, report: FileReport) -> FileReport:
        """The report without what the baseline lists."""
        path = report.source.path
        file = self.configuration.run.baseline or self.configuration.of(path).baseline
        if file is None or not report.diagnostics:
            return report
        from hangup.baseline import load

        if file not in self._baselines:
            self._baselines[file] = load(file)
        whole = Report(diagnostics=list(report.diagnostics), sources={path: report.source})
        self._baselines[file].apply(whole)
        return FileReport(report.source, tuple(whole.diagnostics), report.suppressed, report.failure)


def _known_by(settings: Settings) -> object:
    """What decides which libraries are known: files that know others are checked apart."""
    return settings.own, settings.preview, settings.sdks


def _offered(source: SourceFile, toolbox: Toolbox) -> Interface | None:
    """What a file offers and takes; None where it cannot be read."""
    try:
        return toolbox.interface(toolbox.lower(source), None)
    except (NotAnalysed, RecursionError, MemoryError):
        return None
