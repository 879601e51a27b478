"""What the tests of the formats share: a repository to stand in, and reports that are usual or hostile."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from hangup.model import Applicability, Confidence, Diagnostic, Edit, Fix, Related, Severity, SourceFile, Span
from hangup.report import Report
from hangup.reporters import FORMATS
from hangup.reporters.screen import Screen

CHAT = """\
import { StreamChat } from "stream-chat";

export function Chat({ currentUser }) {
  useEffect(() => {
    const t = "日本 😀", client = new StreamChat(apiKey);
    client.connectUser(currentUser, token);
  }, [currentUser]);
}
"""
HOSTILE_TEXT = (
    "<b>&\"']]> ::error::x\n##vso[task.complete]%0A%25 \x1b[2J\x00\x08\ufffe\ud800\u202e [a](1) [b] \\[ ; , : = `c` 😀"
)
HOSTILE_PATH = os.fsdecode(b"app/[slug]/a b;,:%#?&<'\"caf\xe9\x1b\n]=.tsx")

Written = Callable[..., str]


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder ``web`` of a repository, as the current one."""
    folder = tmp_path / "repository" / "web"
    folder.mkdir(parents=True)
    (folder.parent / ".git").mkdir()
    monkeypatch.chdir(folder)
    return folder


def span(part: str, source: str = CHAT) -> Span:
    start = source.encode().index(part.encode())
    return Span(start, start + len(part.encode()))


def finding() -> Diagnostic:
    """A leak in ``src/Chat.tsx``, with a place before and a place behind it, and a fix in two edits."""
    path = "src/Chat.tsx"
    acquire = span("client.connectUser(currentUser, token)")
    return Diagnostic(
        code="HUP101",
        name="never-disconnected",
        severity=Severity.ERROR,
        confidence=Confidence.MEDIUM,
        path=path,
        span=acquire,
        message="`client.connectUser` opens a WebSocket and nothing closes it",
        suggestion="return a clean-up that calls `client.disconnectUser()`",
        resource="stream-chat",
        scope="effect on [currentUser]",
        related=(
            Related(path, span("new StreamChat(apiKey)"), "client constructed here"),
            Related(path, span("[currentUser]"), "runs again whenever this changes"),
        ),
        fix=Fix(
            Applicability.UNSAFE,
            "return a clean-up",
            (
                Edit(path, Span(acquire.start, acquire.start), "const opened = "),
                Edit(path, Span(acquire.end + 1, acquire.end + 1), "\n    return () => client.disconnectUser();"),
            ),
        ),
        anchor="Chat:connectUser",
    )


def report(*diagnostics: Diagnostic, source: str = CHAT) -> Report:
    """A report of these findings, all in files with the same text."""
    made = Report(files=412, analysed=37, suppressed=2, diagnostics=list(diagnostics), status=1)
    made.sources = {diagnostic.path: SourceFile(diagnostic.path, source.encode()) for diagnostic in diagnostics}
    return made


@pytest.fixture
def usual(web: Path) -> Report:
    """One error with everything, one warning, and a file that was not analysed."""
    error = finding()
    warning = replace(
        error,
        code="HUP104",
        name="cleanup-races-connect",
        severity=Severity.WARNING,
        confidence=Confidence.HIGH,
        path="src/Other.tsx",
        related=(),
        fix=None,
        scope="",
    )
    unread = replace(
        warning,
        code="HUP900",
        name="not-analysed",
        severity=Severity.ERROR,
        path="src/gone.py",
        span=Span(0, 0),
        message="cannot be read: permission denied",
        suggestion="mend it, or leave the file out with `--exclude`",
    )
    made = report(error, warning, unread)
    made.sources["src/gone.py"] = SourceFile("src/gone.py", b"")
    return made


@pytest.fixture
def hostile(web: Path) -> Report:
    """A finding whose every text was made to break what is written."""
    first = finding()
    place = replace(first.related[0], path=HOSTILE_PATH, label=HOSTILE_TEXT)
    fix = Fix(Applicability.SAFE, HOSTILE_TEXT, (Edit(HOSTILE_PATH, first.span, HOSTILE_TEXT),))
    return report(
        replace(
            first,
            path=HOSTILE_PATH,
            message=HOSTILE_TEXT,
            suggestion=HOSTILE_TEXT,
            scope=HOSTILE_TEXT,
            resource=HOSTILE_TEXT,
            related=(place,),
            fix=fix,
        )
    )


@pytest.fixture
def written() -> Written:
    """What a format writes of a report."""

    def write(output_format: str, made: Report, **options: object) -> str:
        stream = io.StringIO()
        import_module(FORMATS[output_format]).write(made, Screen(stream, **options))  # type: ignore[arg-type]
        return stream.getvalue()

    return write
