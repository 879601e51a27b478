"""Files that belong together and are too much for one analysis: what can be said of each of them alone."""

from __future__ import annotations

from typing import cast

from hangup.assembly import toolbox
from hangup.config import Settings
from hangup.engine import check_source, check_sources
from hangup.flow.facts import Outcome
from hangup.ir.program import Program
from hangup.model import SourceFile
from hangup.project.modules import Resolver
from hangup.records import replace

SETTINGS = Settings()
SERVICE = SourceFile(
    "service.py",
    b"""\
from stream_chat import StreamChat


class Desk:
    def sign_in(self, user, token):
        self.client = StreamChat("key")
        self.client.connect_user({"id": user}, token)

    def sign_out(self):
        self.client.disconnect_user()
""",
)
SHIFT = SourceFile(
    "shift.py",
    b"""\
from service import Desk


def shift(user, token, work):
    desk = Desk()
    desk.sign_in(user, token)
    try:
        work(desk)
    finally:
        desk.sign_out()
""",
)


def codes(*sources: SourceFile, most: int) -> list[str]:
    """The codes of the service's findings, where no more than some files can be analysed as one program."""
    tools = toolbox(SETTINGS)

    def analyse(program: Program) -> Outcome:
        if len(program.modules) > most:
            raise RecursionError
        return tools.analyse(program)

    reports = check_sources(sources, replace(tools, analyse=analyse), lambda _: SETTINGS, cast("Resolver", Beside()))
    return [each.code for report in reports for each in report.diagnostics if report.source is SERVICE]


class Beside:
    """Resolves the name of a module to the file of this name."""

    def module(self, path: str, name: str) -> str | None:
        return f"{name}.py" if name in ("service", "shift") else None

    def parent(self, path: str) -> tuple[str, str] | None:
        return None

    def requirement(self, path: str, package: str) -> str | None:
        return None


def test_a_method_that_nobody_calls_may_be_called_again() -> None:
    assert "HUP105" in [each.code for each in check_source(SERVICE, toolbox(SETTINGS), SETTINGS).diagnostics]


def test_a_method_that_another_file_calls_is_judged_by_its_caller() -> None:
    assert codes(SERVICE, SHIFT, most=2) == []


def test_in_a_part_of_a_program_nothing_is_said_of_calls_from_elsewhere() -> None:
    assert "HUP105" not in codes(SERVICE, SHIFT, most=0)
