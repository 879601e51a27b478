"""Whatever steps an analysis has, it ends: with what it would find with more, or with what it could not follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from hangup.assembly import prefilter, toolbox
from hangup.config import Settings
from hangup.engine import check_source, check_sources
from hangup.flow.domain.state import Connection
from hangup.flow.domain.values import Value
from hangup.flow.exploration import budget, explore
from hangup.flow.exploration.lives import Ending
from hangup.flow.verdicts.excuses import Excuses
from hangup.model import SourceFile
from hangup.project.graph import resolvers
from hangup.testing import check_project

FIXTURES = Path(__file__).parents[2] / "fixtures"
PROJECTS = FIXTURES.parent / "projects"
SETTINGS = Settings(preview=True)
FILES = (
    FIXTURES / "clean" / "ecmascript" / "sdks" / "ws.js",
    *sorted((FIXTURES / "HUP102" / "ecmascript").glob("*.tsx"))[:1],
    *sorted((FIXTURES / "clean" / "ecmascript" / "1xx").glob("*.tsx"))[:2],
    FIXTURES / "clean" / "python" / "1xx" / "many_ways_to_close.py",
)


@pytest.mark.parametrize("steps", [0, 30, 300, 3000])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_ends_and_says_so_when_there_were_too_few(monkeypatch: pytest.MonkeyPatch, path: Path, steps: int) -> None:
    source = SourceFile(path.name, path.read_bytes())
    whole = check_source(source, toolbox(SETTINGS), SETTINGS)
    run = explore.Exploration.run

    def with_few(exploration: explore.Exploration) -> list[Ending]:
        exploration.machine.budget = steps
        return run(exploration)

    monkeypatch.setattr(explore.Exploration, "run", with_few)
    monkeypatch.setattr(budget, "MOST_LEFT_OVER", steps)
    monkeypatch.setattr(budget, "LEFT_OVER", steps // 3)
    report = check_source(source, toolbox(SETTINGS), SETTINGS)
    assert report.failure is None
    unread = [found.message for found in report.diagnostics if found.code == "HUP900"]
    assert unread or report.diagnostics == whole.diagnostics
    assert all("more paths than can be followed" in message for message in unread)


DESK = {
    "Desk.jsx": """
import { useEffect } from 'react';
import { openDesk } from './session';

export function Desk({ agent }) {
  useEffect(() => {
    void openDesk(agent);
  }, [agent]);
  return null;
}
""",
    "session.js": """
import { StreamChat } from 'stream-chat';

export async function openDesk(agent) {
  const client = new StreamChat('desk');
  await client.connectUser({ id: agent.id }, agent.token);
  return client;
}
""",
    "other.js": "export const one = 1;\n",
    "another.js": "export const two = 2;\n",
}


def test_a_file_that_is_too_much_among_many_is_looked_at_with_those_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ((resolver, _),) = resolvers(".", list(DESK))
    sources = [SourceFile(path, text.encode()) for path, text in DESK.items()]
    run = explore.Exploration.run

    def with_few(exploration: explore.Exploration) -> list[Ending]:
        if len(exploration.machine.program.modules) > 2:
            exploration.machine.budget = 0
        return run(exploration)

    monkeypatch.setattr(explore.Exploration, "run", with_few)
    monkeypatch.setattr(budget, "LEFT_OVER", 0)
    reports = check_sources(sources, toolbox(SETTINGS), lambda _: SETTINGS, resolver)
    found = [(report.source.path, each.code) for report in reports for each in report.diagnostics]
    assert found == [("session.js", "HUP101")]
    assert sorted(report.source.path for report in reports) == sorted(DESK)


COUNTED = {
    "Room.jsx": """
import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { count } from './count';

export function Room({ visitor, token, letters }) {
  const places = count(letters);
  useEffect(() => {
    const client = new StreamChat('room');
    client.connectUser({ id: visitor }, token);
  }, [visitor]);
  return places;
}
""",
    "count.js": f"""
export function count(letters) {{
  let found = letters.disconnectUser();
{"".join(f"  if (letters.has({number})) found += {number};{chr(10)}" for number in range(60))}
  return found;
}}
""",
    "other.js": "export const one = 1;\n",
}


def test_what_calls_a_function_that_is_too_much_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ((resolver, _),) = resolvers(".", list(COUNTED))
    sources = [SourceFile(path, text.encode()) for path, text in COUNTED.items()]
    monkeypatch.setattr(budget, "LINKED_LIFE", 150)
    reports = check_sources(sources, toolbox(SETTINGS), lambda _: SETTINGS, resolver)
    found = [(report.source.path, each.code, each.scope) for report in reports for each in report.diagnostics]
    assert found == [("Room.jsx", "HUP101", "effect on [visitor]")]


def test_a_second_look_that_would_be_the_same_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[list[str]] = []
    run = explore.Exploration.run

    def noting(exploration: explore.Exploration) -> list[Ending]:
        looks.append([module.path for module in exploration.machine.tables.modules])
        return run(exploration)

    monkeypatch.setattr(explore.Exploration, "run", noting)
    monkeypatch.setattr(budget, "LINKED_LIFE", 150)
    for rooms in (COUNTED, {**COUNTED, "Hall.jsx": HALL}):
        ((resolver, _),) = resolvers(".", list(rooms))
        sources = [SourceFile(path, text.encode()) for path, text in rooms.items()]
        reports = check_sources(sources, toolbox(SETTINGS), lambda _: SETTINGS, resolver)
        found = [(report.source.path, each.code) for report in reports for each in report.diagnostics]
        assert found == [("Room.jsx", "HUP101")]
        whole, *others = looks
        assert sorted(whole) == sorted(rooms)
        assert others == [["Room.jsx"], ["count.js"]]  # with what it calls it would be too much again
        looks.clear()


HALL = """
import { Room } from './Room';

export function Hall({ visitor }) {
  return visitor.letters.map((letters) => <Room letters={letters} />);
}
"""


def test_of_files_that_are_given_up_together_nothing_is_asked_until_they_are_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[int, bool]] = []
    excuse_of, run = Excuses.of, explore.Exploration.run

    def noting(excuses: Excuses, ending: Ending, receiver: Value, connection: Connection) -> str:
        exploration = excuses.exploration
        files = len(exploration.machine.tables.modules)
        opener = exploration.machine.log.acquires[connection.acquire].function
        asked.append((files, exploration.machine.tables.module_of(opener).function in exploration.given_up))
        return excuse_of(excuses, ending, receiver, connection)

    monkeypatch.setattr(Excuses, "of", noting)
    project = PROJECTS / "python" / "base_class_leak"
    assert check_project(project, prefilter(), toolbox(SETTINGS), SETTINGS)[0] == []
    assert min(asked)[0] > 1
    asked.clear()

    def giving_up(exploration: explore.Exploration) -> list[Ending]:
        endings, machine = run(exploration), exploration.machine
        if machine.program.modules:
            exploration.exceeded.extend([machine.program.functions[event.function] for event in machine.log.acquires])
        return endings

    monkeypatch.setattr(explore.Exploration, "run", giving_up)
    check_project(project, prefilter(), toolbox(SETTINGS), SETTINGS)
    assert not any(given_up for _, given_up in asked)
    assert min(asked)[0] == 1


ROOMS = {
    "desk.py": """
from getstream.video import rtc
from names import PLACE


async def open_desk(call):
    session = await rtc.join(call, PLACE)
    await session.connect()
    return session
""",
    "caller.py": """
from desk import open_desk


async def serve(call):
    await open_desk(call)
""",
    "names.py": """
from getstream.video import rtc

PLACE = "desk"


async def open_another(call):
    session = await rtc.join(call, "another")
    await session.connect()
""",
    "far.py": "ONE = 1\n",
}


def test_a_second_look_at_a_file_runs_what_leads_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ((resolver, _),) = resolvers(".", list(ROOMS))
    sources = [SourceFile(path, text.encode()) for path, text in ROOMS.items()]
    run = explore.Exploration.run
    ran: dict[str, set[str]] = {}

    def with_few(exploration: explore.Exploration) -> list[Ending]:
        machine = exploration.machine
        if len(machine.program.modules) == len(ROOMS):
            machine.budget = 0
        endings = run(exploration)
        functions = machine.program.functions
        ran[machine.program.asked] = {functions[number].name for number in machine.log.entered}
        return endings

    monkeypatch.setattr(explore.Exploration, "run", with_few)
    monkeypatch.setattr(budget, "LEFT_OVER", 0)
    reports = check_sources(sources, toolbox(SETTINGS), lambda _: SETTINGS, resolver)
    assert {"open_desk", "serve"} <= ran["desk.py"]
    assert "open_another" not in ran["desk.py"]
    assert "open_another" in ran["names.py"]
    found = {(report.source.path, each.code) for report in reports for each in report.diagnostics}
    assert found == {("desk.py", "HUP101"), ("names.py", "HUP101")}
