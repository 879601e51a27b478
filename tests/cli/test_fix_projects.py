"""``--fix`` and ``--diff`` over files that are analysed together: each is fixed in sight of the others."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hangup import cli

SESSION = """\
import { StreamChat } from 'stream-chat';

export const support = StreamChat.getInstance('k3y');
export const enter = (agent, token) => support.connectUser(agent, token);
export const resume = (agent, token) => support.connectUser(agent, token);
"""
DESK = """\
import { enter, support } from './session';

export async function become(agent, token) {
  support.disconnectUser();
  await enter(agent, token);
}
"""
DESK_FIXED = DESK.replace("  support.disc", "  await support.disc")
SHIFT = """\
import { resume, support } from '../session';

export const hand = async (shift) => {
  support.disconnectUser();
  await resume(shift.next, shift.token);
};
"""
SHIFT_FIXED = SHIFT.replace("  support.disc", "  await support.disc")

QUEUE = """\
import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { enter } from './guests';

export function Queue({ agent, token }) {
  useEffect(() => {
    const client = StreamChat.getInstance('k3y');
    if (agent) {
      client.connectUser(agent, token);
    } else {
      enter();
    }
    return () => {
      client.disconnectUser();
    };
  }, [agent, token]);
  return null;
}
"""
GUESTS = """\
import { StreamChat } from 'stream-chat';

export const enter = () => StreamChat.getInstance('k3y').connectAnonymousUser();
"""

JOINING = """\
from getstream.video import rtc


async def join(call, user):
    connection = await rtc.join(call, user)
    await connection.connect()
    return connection
"""
TALK = """\
from joining import join


async def talk(call, user):
    connection = await join(call, user)
    try:
        await connection.wait()
    finally:
        connection.leave()
"""
TALK_FIXED = TALK.replace("        connection.leave", "        await connection.leave")

SOCKET = """\
import { io } from 'socket.io-client';

const socket = io('https://desk.example', { autoConnect: false });
export const open = () => socket.connect();
export const shut = () => socket.disconnect();
"""
COUNTER = """\
import { Component } from 'react';
import { open, shut } from './socket';

export class Counter extends Component {
  componentDidMount() {
    open();
  }

  componentWillUnMount() {
    shut();
  }

  render() {
    return null;
  }
}
"""

HELPDESK = """\
<script>
import { StreamChat } from 'stream-chat';

export default {
  props: { agent: { type: Object, required: true } },
  async mounted() {
    this.client = new StreamChat('helpdesk');
    await this.client.connectUser({ id: this.agent.id }, this.agent.token);
  },
};
</script>
"""


def run(*arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(cli.main, ["check", *arguments], input=text.encode())


@pytest.fixture
def desk(project: Path) -> Path:
    """Two files with a fault that neither has alone: one releases, and the other connects."""
    write(project / "package.json", "{}")
    write(project / "src" / "session.js", SESSION)
    return write(project / "src" / "desk.js", DESK)


@pytest.fixture
def queue(project: Path) -> Path:
    """A file whose clean-up closes what another file opens as well."""
    write(project / "guests.js", GUESTS)
    return write(project / "Queue.jsx", QUEUE)


@pytest.fixture
def talk(project: Path) -> Path:
    """A file that does not wait for a release, and another one in which the connection is opened and found."""
    write(project / "pyproject.toml", "")
    write(project / "joining.py", JOINING)
    return write(project / "talk.py", TALK)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def read(path: Path) -> str:
    return path.read_bytes().decode()


# ---------------------------------------------------------------- what there is only together


def test_a_finding_that_files_have_only_together_is_fixed_in_its_file(desk: Path) -> None:
    result = run("--fix")
    assert result.exit_code == 0
    assert read(desk) == DESK_FIXED
    assert read(desk.with_name("session.js")) == SESSION
    assert "fixed src/desk.js: HUP501: wait for `support.disconnectUser()`" in result.stderr
    assert "All clear" in result.stdout


def test_without_its_other_file_it_has_no_finding(desk: Path) -> None:
    desk.with_name("session.js").unlink()
    assert run("--fix", "--confidence", "low").exit_code == 0
    assert read(desk) == DESK


def test_the_report_shows_such_a_fix(desk: Path) -> None:
    report = run().stdout
    assert "safe fix: wait for `support.disconnectUser()`" in report
    assert "+  await support.disconnectUser();" in report


def test_a_file_that_is_named_alone_is_fixed_in_sight_of_the_others(desk: Path) -> None:
    other = write(desk.parent / "rota" / "shift.js", SHIFT)
    run("--fix", "src/desk.js")
    assert read(desk) == DESK_FIXED
    assert read(other) == SHIFT, "only what is checked is edited"


def test_git_applies_the_patch_of_a_project(desk: Path, project: Path) -> None:
    other = write(desk.parent / "rota" / "shift.js", SHIFT)
    result = run("--diff")
    assert result.exit_code == 1
    assert "would fix 2 findings in 2 files" in result.stderr
    assert (read(desk), read(other)) == (DESK, SHIFT)
    subprocess.run(["git", "apply"], input=result.stdout_bytes, check=True, cwd=project)
    assert (read(desk), read(other)) == (DESK_FIXED, SHIFT_FIXED)


def test_a_project_comes_to_rest_and_a_second_run_changes_nothing(desk: Path, queue: Path) -> None:
    shift = write(desk.parent / "rota" / "shift.js", SHIFT)
    files = sorted(desk.parents[1].rglob("*.js*"))
    before = {path: read(path) for path in files}
    first = run("--fix", "--unsafe-fixes")
    once = {path: read(path) for path in files}
    second = run("--fix", "--unsafe-fixes")
    assert {path for path in files if once[path] != before[path]} == {desk, queue, shift}
    assert {path: read(path) for path in files} == once
    assert "fixed 3 findings in 3 files" in first.stderr
    assert "fixed" not in second.stderr
    assert second.stdout == first.stdout


def test_what_a_baseline_lists_is_not_fixed(desk: Path) -> None:
    run("--baseline", "known.json", "--update-baseline")
    other = write(desk.parent / "rota" / "shift.js", SHIFT)
    run("--fix", "--baseline", "known.json")
    assert read(desk) == DESK
    assert read(other) == SHIFT_FIXED


# ---------------------------------------------------------------- what would break another file


def test_a_fix_that_breaks_the_pairing_of_another_file_is_not_offered(queue: Path) -> None:
    assert "new StreamChat" not in run("--diff", "--unsafe-fixes").stdout
    run("--fix", "--unsafe-fixes")
    assert "const client = StreamChat.getInstance('k3y');" in read(queue), "the client that both files open"
    assert "inTurn(() => client.disconnectUser());" in read(queue)


def test_it_is_offered_where_nothing_is_known_of_the_other_file(queue: Path) -> None:
    queue.with_name("guests.js").unlink()
    run("--fix", "--unsafe-fixes")
    assert "new StreamChat('k3y')" in read(queue)


# ---------------------------------------------------------------- files on disk


def test_a_read_only_file_does_not_stop_the_others_of_its_program(desk: Path) -> None:
    other = write(desk.parent / "rota" / "shift.js", SHIFT)
    desk.chmod(0o444)
    result = run("--fix")
    assert result.exit_code == 2
    assert "error: src/desk.js: not fixed: it is read-only" in result.stderr
    assert read(desk) == DESK
    assert read(other) == SHIFT_FIXED


def test_a_file_that_changed_meanwhile_is_known_as_it_is_now(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import hangup.fixer

    session, fix_files = desk.with_name("session.js"), hangup.fixer.fix_files
    shift = write(desk.parent / "rota" / "shift.js", SHIFT)
    seen: list[dict[str, str]] = []

    def slow(files: hangup.fixer.Files, *arguments: object) -> list[hangup.fixer.Fixed]:
        seen.append({source.path: source.text for source in files})
        fixed = fix_files(files, *arguments)  # type: ignore[arg-type]
        write(desk, DESK + "// on call\n")
        return fixed

    monkeypatch.setattr(hangup.fixer, "fix_files", slow)
    result = run("--fix")
    assert result.exit_code == 2
    assert "error: src/desk.js: not fixed: it changed while it was checked, run again" in result.stderr
    assert [each["src/desk.js"] for each in seen] == [DESK, DESK + "// on call\n"]
    assert (read(shift), read(session)) == (SHIFT_FIXED, SESSION)


def test_standard_input_is_fixed_in_sight_of_its_project_and_files_stay(desk: Path) -> None:
    session = desk.with_name("session.js")
    typed = f"// not saved yet\n{DESK}"
    result = run("--fix", "--stdin-filename", "src/desk.js", "-", text=typed)
    assert result.stdout == f"// not saved yet\n{DESK_FIXED}"
    assert (read(desk), read(session)) == (DESK, SESSION)


# ---------------------------------------------------------------- a client that another file makes

PEERS = """\
from fastapi import WebSocket


class Peers:
    def __init__(self) -> None:
        self.open: list[WebSocket] = []

    async def connect(self, peer: WebSocket) -> None:
        await peer.accept()
        self.open.append(peer)

    def disconnect(self, peer: WebSocket) -> None:
        self.open.remove(peer)


peers = Peers()
"""
ROUTE = """\
from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from peers import peers

router = APIRouter()


@router.websocket("/stock")
async def stock(peer: WebSocket):
    await peers.connect(peer)
    try:
        while True:
            await peer.receive_text()
    except WebSocketDisconnect:
        peers.disconnect(peer)
"""


def test_the_client_may_be_made_in_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made, route = write(tmp_path / "peers.py", PEERS), write(tmp_path / "route.py", ROUTE)
    run("--fix", "--unsafe-fixes", "--preview")
    assert read(made) == PEERS
    assert read(route) == ROUTE.replace(
        "        peers.disconnect(peer)\n", "        pass\n    finally:\n        peers.disconnect(peer)\n"
    )


def test_two_files_may_release_what_each_has_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "peers.py", PEERS)
    routes = [write(tmp_path / name, ROUTE) for name in ("route.py", "other.py")]
    run("--fix", "--unsafe-fixes", "--preview")
    assert ["    finally:\n        peers.disconnect(peer)\n" in read(route) for route in routes] == [True, True]


# ---------------------------------------------------------------- what the project asks for


@pytest.mark.parametrize(
    ("release", "written", "other"),
    [("^2.7.16", "beforeDestroy", "beforeUnmount"), ("^3.4.0", "beforeUnmount", "beforeDestroy")],
)
def test_the_life_cycle_of_the_release_is_written(project: Path, release: str, written: str, other: str) -> None:
    write(project / "package.json", f'{{"dependencies": {{"vue": "{release}", "stream-chat": "^9.0.0"}}}}')
    page = write(project / "src" / "Helpdesk.vue", HELPDESK)
    assert run("--fix", "--unsafe-fixes").exit_code == 0
    assert f"{written}() {{" in read(page)
    assert other not in read(page)


# ---------------------------------------------------------------- what is wrong in another file


def test_what_is_wrong_in_another_file_is_fixed_there(talk: Path) -> None:
    result = run("--fix")
    assert result.exit_code == 0
    assert read(talk) == TALK_FIXED
    assert read(talk.with_name("joining.py")) == JOINING
    assert "fixed joining.py: HUP103: await `connection.leave()`" in result.stderr
    assert "fixed 1 finding in 1 file" in result.stderr
    assert run("--fix").stderr == ""


def test_a_method_in_another_file_is_renamed_there(project: Path) -> None:
    write(project / "socket.js", SOCKET)
    counter = write(project / "Counter.jsx", COUNTER)
    assert run("--preview", "--fix").exit_code == 0
    assert read(counter) == COUNTER.replace("WillUnMount", "WillUnmount")


def test_reports_name_the_file_that_such_a_fix_edits(talk: Path) -> None:
    report = run().stdout
    assert "in talk.py:" in report
    assert "+        await connection.leave()" in report
    (found,) = json.loads(run("--output-format", "json").stdout)["diagnostics"]
    assert found["path"] == "joining.py"
    assert [edit["path"] for edit in found["fix"]["edits"]] == [talk.name]


def test_a_file_that_is_not_checked_is_not_edited_for_another_one(talk: Path) -> None:
    assert run("--fix", "joining.py").exit_code == 1
    assert read(talk) == TALK


def test_standard_input_is_not_another_file(talk: Path) -> None:
    result = run("--fix", "--stdin-filename", "joining.py", "-", text=JOINING)
    assert result.stdout == JOINING
    assert read(talk) == TALK


def test_such_a_fix_of_a_read_only_file_is_an_error_that_names_it(talk: Path) -> None:
    talk.chmod(0o444)
    result = run("--fix")
    assert result.exit_code == 2
    assert "error: talk.py: not fixed: it is read-only" in result.stderr
    assert read(talk) == TALK
