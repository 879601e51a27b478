"""Which reports go where: ``full`` to standard output and ``sarif=out.sarif`` to a file, in one run."""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from hangup.records import dataclass
from hangup.reporters import formats, is_format, write
from hangup.reporters.screen import Screen, clean
from hangup.selection import nearest

if TYPE_CHECKING:
    from hangup.report import Report

STDOUT = "-"


class OutputError(Exception):
    """An output that cannot be: an unknown format, no place, or a place that another one takes."""


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the path of the file it goes to, or None for standard output."""

    output_format: str
    path: str | None = None

    @classmethod
    def parse(cls, text: str) -> Output:
        """An output from ``FORMAT`` or ``FORMAT=FILE``, where ``-`` is standard output.

        Raises:
            OutputError: there is no such format, or no file behind the sign.
        """
        name, sign, path = text.partition("=")
        if not is_format(name):
            known = formats()
            raise OutputError(f"{clean(name)!r} is not one of {', '.join(known)}{nearest(name, known)}")
        if sign and not path:
            raise OutputError(f"{name}= needs the name of a file")
        return cls(name, None if path in ("", STDOUT) else path)


def check_outputs(outputs: Iterable[Output]) -> None:
    """See that each output has a place of its own, before anything is analysed.

    Raises:
        OutputError: two want the same place, or a folder is missing.
    """
    seen: dict[str | None, Output] = {}
    for output in outputs:
        place = None if output.path is None else os.path.realpath(output.path)
        if place in seen:
            where = "standard output" if output.path is None else clean(output.path)
            advice = "" if output.path else f": give all but one a file, as in {output.output_format}=FILE"
            first = seen[place].output_format
            raise OutputError(f"{first} and {output.output_format} cannot both go to {where}{advice}")
        seen[place] = output
        if output.path is None or place is None:
            continue
        folder = os.path.dirname(output.path)
        if os.path.isdir(place):
            raise OutputError(f"{clean(output.path)} is a folder: name a file for the {output.output_format} report")
        if not os.path.isdir(os.path.dirname(place)):
            missing = clean(folder or os.path.dirname(place))
            raise OutputError(f"{clean(output.path)}: there is no folder {missing}: make it first")
        if os.path.islink(output.path):
            from hangup.reporters.places import Repository

            if Repository.around().leads_out(output.path):
                raise OutputError(f"{clean(output.path)}: is a link that leads out of the project: name another file")


def shown_format(outputs: Iterable[Output]) -> str | None:
    """The format that goes to standard output, or None."""
    return next((output.output_format for output in outputs if output.path is None), None)


def write_files(outputs: Iterable[Output], report: Report, *, quiet: bool) -> list[str]:
    """Write each report that goes to a file, in UTF-8; what could not be written comes back as sentences."""
    from hangup.project.replace import write_whole

    problems: list[str] = []
    for output in outputs:
        if output.path is None:
            continue
        stream = StringIO()
        write(output.output_format, report, Screen(stream, quiet=quiet))
        try:
            write_whole(output.path, stream.getvalue().encode("utf-8", "backslashreplace"))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problems.append(f"{clean(output.path)}: the {output.output_format} report cannot be written: {reason}")
    return problems
