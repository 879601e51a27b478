"""The bounds of time and memory: what they stop is named, never passed over, and not remembered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hangup import cli
from hangup.bounds import BOUNDS, OutOfBounds
from hangup.model import SourceFile

OPEN = """\
import { StreamChat } from 'stream-chat';

export async function open(id: string, token: string) {
  const chat = new StreamChat('key');
  await chat.connectUser({ id }, token);
  return chat;
}
"""
COUNT = """\
import { open } from './open';

export async function count(id: string, token: string) {
  const chat = await open(id, token);
  return (await chat.queryChannels({})).length;
}
"""
CLEAN = """\
from stream_chat import StreamChatAsync


async def announce(channel, text):
    async with StreamChatAsync("key", "secret") as client:
        await client.channel("team", channel).send_message({"text": text}, "announcer")
"""
EFFECT = """\
import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Greeting({ user, token }) {
  useEffect(() => {
    const client = new StreamChat('key');
    client.connectUser(user, token);
  }, [user, token]);
  return null;
}
"""
TIME = ("--time-limit", "0.000001")
MEMORY = ("--memory-limit", "1")


@pytest.fixture
def tree(project: Path) -> Path:
    """A project in which one file opens a connection for another, and a file in which nothing is wrong."""
    (project / "package.json").write_text("{}")
    (project / "open.ts").write_text(OPEN)
    (project / "count.ts").write_text(COUNT)
    (project / "clean.py").write_text(CLEAN)
    return project


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["check", "--output-format", "json", *arguments])


def found(result: Result) -> dict[str, str]:
    """The code of what is found in each file, and where it is HUP900, what it says."""
    diagnostics: list[dict[str, Any]] = json.loads(result.stdout)["diagnostics"]
    return {
        each["path"]: each["message"] if each["code"] == "HUP900" else each["code"]
        for each in sorted(diagnostics, key=lambda each: str(each["code"]))
    }


@pytest.fixture
def count_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that uses what another opens takes longer than all others."""
    import hangup.frontends.ecmascript as front_end

    lower = front_end.lower

    def lower_or_stop(source: SourceFile, *telling: Any) -> Any:
        if source.path.endswith("count.ts"):
            BOUNDS.stops += 1
            raise OutOfBounds("the analysis takes too long; exclude the file")
        return lower(source, *telling)

    monkeypatch.setattr(front_end, "lower", lower_or_stop)


def test_by_default_nothing_is_stopped(tree: Path) -> None:
    assert found(check()) == {"open.ts": "HUP101"}


@pytest.mark.parametrize(
    ("bound", "says"),
    [
        (TIME, "the analysis takes longer than the limit of 1e-06 seconds"),
        (MEMORY, "the analysis takes more memory than the limit of 1 MB"),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_stopped_is_named_and_never_clear(
    tree: Path, bound: tuple[str, ...], says: str, jobs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hangup.checking.crew.ENOUGH", 1)
    result = check(*bound, "--jobs", jobs)
    assert result.exit_code == 1
    assert found(result) == dict.fromkeys(("clean.py", "open.ts"), says)
    assert check(*bound, "clean.py").exit_code == 1


def test_the_environment_may_set_them(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANGUP_TIME_LIMIT", "0.000001")
    assert "limit of 1e-06 seconds" in found(check())["clean.py"]
    assert found(check("--time-limit", "0")) == {"open.ts": "HUP101"}
    monkeypatch.setenv("HANGUP_TIME_LIMIT", "soon")
    assert check().exit_code == 2


def test_they_hold_for_one_run(tree: Path) -> None:
    before = BOUNDS.seconds, BOUNDS.megabytes
    check(*TIME, *MEMORY)
    assert (BOUNDS.seconds, BOUNDS.megabytes) == before


def test_what_is_stopped_is_not_remembered(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANGUP_NO_CACHE")
    cold = check("--no-cache").stdout
    for bound in (TIME, MEMORY):
        assert "HUP900" in check(*bound).stdout
    assert check().stdout == cold
    assert check().stdout == cold


def test_fixes_that_were_not_proved_in_time_are_looked_for_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANGUP_NO_CACHE")
    (project / "greet.tsx").write_text(EFFECT)
    cold = check("--no-cache").stdout
    assert '"fix": {' in cold
    with monkeypatch.context() as late:
        late.setattr("hangup.fixer.Prover.holds", lambda *_: setattr(BOUNDS, "stops", BOUNDS.stops + 1))
        assert '"fix": {' not in check().stdout
    assert check().stdout == cold


@pytest.mark.usefixtures("count_stops")
def test_a_file_that_others_take_from_is_named_though_it_was_not_asked_for(tree: Path) -> None:
    result = check("open.ts", "--fail-on", "never", "--select", "HUP2")
    assert found(result) == {"count.ts": "the analysis takes too long"}
    assert check("open.ts", "--select", "HUP2").exit_code == 1


@pytest.mark.usefixtures("count_stops")
def test_the_others_are_checked_all_the_same(tree: Path) -> None:
    (tree / "alone.ts").write_text(OPEN.replace("return chat;", ""))
    assert found(check())["alone.ts"] == "HUP101"
    assert found(check())["count.ts"] == "the analysis takes too long"


def test_files_that_are_stopped_together_are_each_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise MemoryError

    (tree / "count.ts").write_text(f"{COUNT}// open() calls connectUser\n")
    monkeypatch.setattr("hangup.ir.link.link", stop)
    result = check()
    assert result.exit_code == 1
    says = "there is not enough memory to analyse this file"
    assert found(result) == {"count.ts": says, "open.ts": says}


def test_an_error_in_a_file_that_others_take_from_is_no_clear_result(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import hangup.frontends.ecmascript as front_end

    lower = front_end.lower

    def lower_or_fail(source: SourceFile, *telling: Any) -> Any:
        if source.path.endswith("count.ts"):
            raise ValueError("no such node")
        return lower(source, *telling)

    monkeypatch.setattr(front_end, "lower", lower_or_fail)
    result = check("open.ts")
    assert result.exit_code == 2
    assert "ValueError: no such node" in found(result)["count.ts"]
    assert "internal error in count.ts" in result.stderr
