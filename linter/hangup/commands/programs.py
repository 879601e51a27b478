"""The programs that checked files belong to, with what checks them again and proves fixes in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hangup.checking.checker import Checker
from hangup.config import EVERYTHING
from hangup.fixer import Check, Files, Prover
from hangup.records import dataclass

if TYPE_CHECKING:
    from hangup.commands.parts import Parts
    from hangup.configuration import Configuration
    from hangup.report import Report


@dataclass(frozen=True, slots=True)
class Program:
    """Files that are analysed together; those of ``paths`` are checked, the others only known.

    ``check`` finds in them what the user wants to see.
    """

    files: Files
    paths: tuple[str, ...]
    check: Check
    prover: Prover


class Programs:
    """The program of each file that a report is about. A file that was checked alone is a program of its own."""

    def __init__(self, parts: Parts, settings: Configuration, report: Report) -> None:
        self._parts = parts
        self._settings = settings
        self._report = report
        self._found: dict[str, Program] = {}

    def of(self, path: str) -> Program:
        """The program that a file is analysed in, as its other files are on disk when it is first asked for."""
        if path not in self._found:
            checker = next((each for each in self._report.checkers if each.knows(path)), None) or self._alone(path)
            files, _ = checker.together(path)
            prover = Prover(lambda files: checker.check(files, lambda _: EVERYTHING), found=checker.found)
            checked = tuple(source.path for source in files if checker.knows(source.path))
            self._found |= dict.fromkeys(checked, Program(tuple(files), checked, checker.check, prover))
        return self._found[path]

    def _alone(self, path: str) -> Checker:
        holding = self._settings.of(path)
        candidates: Mapping[str, bytes] = {path: self._report.source(path).data}
        toolbox, prefilter = self._parts.toolbox(holding), self._parts.prefilter(holding)
        return Checker(toolbox, self._settings.of, prefilter, candidates, [path], None)
