"""The baseline: a file of findings that are known and not reported again. New ones are.

It is JSON with one finding a line, sorted, so that a change of it can be read, reviewed and merged. Paths are relative
to the file's own directory. A file that was not analysed (HUP900) is never in it.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from hangup.config import CONFIDENCE, Settings
from hangup.matching import Trace, is_gone, match, trace, unmatched
from hangup.model import Diagnostic
from hangup.project.read import LIMIT, read
from hangup.project.replace import write_whole
from hangup.records import dataclass
from hangup.report import Report
from hangup.selection import ALWAYS

if TYPE_CHECKING:
    from hangup.registry import Registry

VERSION = 1

_CONFLICT = re.compile(rb"^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)", re.MULTILINE)
_FIELDS = ("path", "code", "anchor", "context")


class BaselineError(Exception):
    """A baseline that cannot be used. Its text names the file and says what to do."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run has looked at: an entry says something about the rest too, and is left alone there.

    Args:
        checked: the files that were checked.
        below: the directories of which all files were, but for those that are left out on purpose.
        unknown: the files of which a part was not analysed.
        settings_of: the settings of a file.
        names: the name of each rule, by code.
    """

    checked: frozenset[str]
    below: tuple[str, ...]
    unknown: frozenset[str]
    settings_of: Callable[[str], Settings]
    names: Mapping[str, str]

    def covered(self, baseline: Baseline, entries: Iterable[Trace]) -> Iterator[Trace]:
        """The entries that the run would have found, were they still true."""
        return (entry for entry in entries if self._covers(baseline.opened(entry.path), entry))

    def _covers(self, path: str, entry: Trace) -> bool:
        name = self.names.get(entry.code)
        if name is None or path in self.unknown:
            return False
        if path not in self.checked and not any(path.startswith(os.path.join(folder, "")) for folder in self.below):
            return False
        settings = self.settings_of(path)
        return entry.confidence >= settings.confidence and settings.selection(path).has(entry.code, name)


def scope(report: Report, settings_of: Callable[[str], Settings], rules: Registry) -> Scope:
    """What the run behind a report has looked at."""
    return Scope(
        frozenset(os.path.abspath(path) for path in report.checked),
        tuple(os.path.abspath(path) for path in report.directories),
        frozenset(os.path.abspath(finding.path) for finding in report.diagnostics if finding.code == ALWAYS),
        settings_of,
        {rule.code: rule.name for rule in rules},
    )


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did: how many entries there are now, how many are new, and how many were dropped."""

    entries: int
    added: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a file."""

    file: str
    entries: tuple[Trace, ...] = ()

    @property
    def root(self) -> str:
        return os.path.dirname(os.path.abspath(self.file))

    def apply(self, report: Report) -> list[Trace]:
        """Take the known findings out of a report. Returns the entries that match none."""
        candidates, traces = self._traces(report)
        pairs = match(traces, self.entries, self._is_gone)
        known = {id(candidates[number]) for number in pairs}
        report.diagnostics = [diagnostic for diagnostic in report.diagnostics if id(diagnostic) not in known]
        report.baselined += len(known)
        return [self.entries[index] for index in unmatched(len(self.entries), pairs.values())]

    def updated(self, report: Report, seen: Scope) -> tuple[Baseline, Change]:
        """The baseline of now: what a report holds, and the entries on what was not looked at."""
        _, traces = self._traces(report)
        pairs = match(traces, self.entries, self._is_gone)
        left = [self.entries[index] for index in unmatched(len(self.entries), pairs.values())]
        dropped = {id(entry) for entry in seen.covered(self, left)}
        entries = tuple(sorted([*traces, *(entry for entry in left if id(entry) not in dropped)]))
        return Baseline(self.file, entries), Change(len(entries), len(traces) - len(pairs), len(dropped))

    def write(self) -> None:
        """Write the file, unless that would change nothing.

        Raises:
            BaselineError: it cannot be written.
        """
        data = self.text().encode("ascii")
        try:
            if not os.path.exists(self.file) or read(self.file) != data:
                write_whole(self.file, data)
        except OSError as error:
            raise BaselineError(f"{self.file}: cannot be written: {_reason(error)}") from error

    def text(self) -> str:
        """The content of the file."""
        lines = ",\n".join(f"    {json.dumps(_entry(entry))}" for entry in self.entries)
        findings = f"[\n{lines}\n  ]" if lines else "[]"
        return f'{{\n  "version": {VERSION},\n  "findings": {findings}\n}}\n'

    def _traces(self, report: Report) -> tuple[list[Diagnostic], list[Trace]]:
        candidates = [diagnostic for diagnostic in report.diagnostics if diagnostic.code != ALWAYS]
        return candidates, [
            trace(diagnostic, report.source(diagnostic.path), self._stored(diagnostic.path))
            for diagnostic in candidates
        ]

    def _stored(self, path: str) -> str:
        try:
            return os.path.relpath(os.path.abspath(path), self.root).replace(os.sep, "/")
        except ValueError:  # on another drive
            return os.path.abspath(path).replace(os.sep, "/")

    def opened(self, path: str) -> str:
        """The path of an entry, as it can be opened."""
        return os.path.normpath(os.path.join(self.root, path))

    def _is_gone(self, path: str) -> bool:
        return is_gone(self.opened(path))


def _entry(entry: Trace) -> dict[str, str]:
    fields = {name: cast("str", getattr(entry, name)) for name in _FIELDS}
    return {**fields, "confidence": entry.confidence.label}


# ---------------------------------------------------------------- reading


def load(file: str, *, create: bool = False) -> Baseline:
    """Read a baseline.

    Args:
        file: its path.
        create: whether a file that does not exist is an empty baseline.

    Raises:
        BaselineError: the file is not there, not readable, or not a baseline.
    """
    try:
        mode = os.stat(file).st_mode
        if not stat.S_ISREG(mode):
            raise BaselineError(f"{file}: not a regular file")
        data = read(file)
    except FileNotFoundError as error:
        if create:
            return Baseline(file)
        raise BaselineError(f"{file}: no such file; {_UPDATE.format(file)} writes it") from error
    except (OSError, ValueError) as error:
        raise BaselineError(f"{file}: cannot be read: {_reason(error)}") from error
    if len(data) > LIMIT:
        raise BaselineError(f"{file}: larger than {LIMIT // 1024 // 1024} MB, which no baseline should be")
    conflict = _CONFLICT.search(data)
    if conflict:
        line = data.count(b"\n", 0, conflict.start()) + 1
        raise BaselineError(
            f"{file}: line {line} is a merge conflict marker; keep the lines of either side, then run "
            + _UPDATE.format(file)
        )
    return Baseline(file, _entries(file, _json(file, data)))


_UPDATE = "`hangup check --baseline {} --update-baseline`"
_RESTORE = "; restore it from version control, or delete it and run " + _UPDATE


def _json(file: str, data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"{file}: not a baseline, not JSON: {error}{_RESTORE.format(file)}") from error


def _entries(file: str, content: object) -> tuple[Trace, ...]:
    def refuse(what: str) -> BaselineError:
        return BaselineError(f"{file}: not a baseline: {what}{_RESTORE.format(file)}")

    if not isinstance(content, dict):
        raise refuse("it must be an object")
    document = cast("dict[str, object]", content)
    version = document.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise BaselineError(f"{file}: version {version} was written by a newer hangup; update hangup to read it")
    if version != VERSION or isinstance(version, bool):
        raise refuse(f"version: must be {VERSION}")
    findings = document.get("findings")
    if not isinstance(findings, list):
        raise refuse("findings: must be a list")
    entries: list[Trace] = []
    for index, item in enumerate(cast("list[object]", findings)):
        fields = cast("dict[str, object]", item) if isinstance(item, dict) else {}
        texts = [fields.get(name) for name in (*_FIELDS, "confidence")]
        for name, text in zip((*_FIELDS, "confidence"), texts, strict=True):
            if not isinstance(text, str) or "\0" in text:
                raise refuse(f"findings[{index}].{name}: must be a string")
        path, code, anchor, context, confidence = cast("list[str]", texts)
        if confidence not in CONFIDENCE:
            raise refuse(f"findings[{index}].confidence: must be one of {', '.join(CONFIDENCE)}")
        if code != ALWAYS:
            entries.append(Trace(path, code, anchor, context, CONFIDENCE[confidence]))
    return tuple(entries)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
