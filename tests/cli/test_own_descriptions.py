"""SDKs and frameworks that a project describes itself, over the real parts of hangup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hangup import cli

SDK = """
[[tool.hangup.sdk]]
id = "acme-live"
packages = ["npm:@acme/live"]

[[tool.hangup.sdk.resource]]
name = "session"
noun = "live session"
types = ["LiveSession"]
create = [{ call = "new LiveSession" }]
acquire = [{ call = "$r.goLive", mode = "promise" }]
release = [{ call = "$r.hangUpNow", mode = "promise" }]
"""
FRAMEWORK = """
[[tool.hangup.framework]]
id = "tidal"
language = "ecmascript"
packages = ["npm:tidal-ui"]

[[tool.hangup.framework.call]]
names = ["whenShown"]
role = "mount"
callback = 0
runs = "mount"
"""
FUNCTION = """
import { LiveSession } from '@acme/live';
export async function visit() {
  const session = new LiveSession('room');
  await session.goLive();
}
"""
VIEW = """
import { whenShown } from 'tidal-ui';
import { LiveSession } from '@acme/live';
export function live() {
  const session = new LiveSession('room');
  whenShown(() => {
    session.goLive();
    return () => session.hangUpNow();
  });
}
"""


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["check", "--output-format", "json", *arguments])


def found(*arguments: str) -> list[tuple[str, str]]:
    result = check(*arguments)
    assert result.exit_code in (0, 1), result.stderr
    return [(item["code"], item["resource"]) for item in json.loads(result.stdout)["diagnostics"]]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_an_sdk_nobody_describes_is_not_seen(project: Path) -> None:
    write(project / "visit.ts", FUNCTION)
    assert found() == []


def test_an_sdk_that_the_project_describes_is_found(project: Path) -> None:
    write(project / "pyproject.toml", SDK)
    write(project / "visit.ts", FUNCTION)
    assert found() == [("HUP101", "acme-live")]


def test_a_framework_that_the_project_describes_ends_the_life(project: Path) -> None:
    write(project / "view.ts", VIEW)
    write(project / "pyproject.toml", SDK)
    assert [code for code, _ in found()] == ["HUP103"], "nobody is known to call what the callback returns"
    write(project / "pyproject.toml", SDK + FRAMEWORK)
    assert found() == []


def test_a_built_in_sdk_can_be_extended(project: Path) -> None:
    write(
        project / "chat.ts",
        "import { houseClient } from '@house/chat';\n"
        "export const greet = async (user, token) => { await houseClient('key').connectUser(user, token); };\n",
    )
    assert found() == []
    write(
        project / "pyproject.toml",
        "[[tool.hangup.sdk]]\nid = 'stream-chat'\nextend = true\npackages = ['npm:@house/chat']\n"
        "[[tool.hangup.sdk.resource]]\nname = 'chat'\ncreate = [{ call = 'houseClient' }]\n",
    )
    assert found() == [("HUP101", "stream-chat")]


def test_each_file_knows_what_its_nearest_configuration_describes(project: Path) -> None:
    write(project / "live" / "pyproject.toml", SDK)
    for folder in ("live", "other"):
        write(project / folder / "visit.ts", FUNCTION)
    paths = [item["path"] for item in json.loads(check().stdout)["diagnostics"]]
    assert paths == ["live/visit.ts"]
    assert json.loads(check().stdout)["summary"]["files"] == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            SDK.replace('"$r.goLive", mode = "promise"', '"$r.goLive", mode = "promis"'),
            "tool.hangup.sdk[0].resource[0].acquire[0].mode: \"promis\" is not one of …; did you mean 'promise'?",
        ),
        (SDK.replace("types", "typs"), "tool.hangup.sdk[0].resource[0].typs: unknown key; did you mean 'types'?"),
        ('[tool.hangup]\nsdks = ["stream-chatt"]', 'tool.hangup.sdks: no SDK is called "stream-chatt"; did you mean'),
        ("[tool.hangup]\nsdk = 7", "tool.hangup.sdk: must be a list, not a whole number"),
    ],
)
def test_a_wrong_description_is_named_even_where_there_is_nothing_to_check(
    project: Path, text: str, message: str
) -> None:
    write(project / "pyproject.toml", text)
    write(project / "empty.py", "")
    result = check()
    assert result.exit_code == 2
    before, _, after = message.partition("…")
    assert f"error: {project / 'pyproject.toml'}: {before}" in result.stderr
    assert after in result.stderr


DISPOSED = SDK.replace('hangUpNow", mode = "promise" }]', 'hangUpNow", mode = "promise" }, {DISPOSAL}]')
HELD = """
import { LiveSession } from '@acme/live';
export async function visit() {
  const session = new LiveSession('room');
  await session.goLive();
  return session.guests();
}
export async function read(open) {
  DECLARE file = await open('guests.txt');
  return file.lines();
}
"""


@pytest.mark.parametrize("statement", ["await using", "using"])
def test_a_type_that_disposes_of_itself_is_held_where_the_file_does_so(project: Path, statement: str) -> None:
    disposal = f'{{ call = "{statement} $r", mode = "with" }}'
    write(project / "pyproject.toml", DISPOSED.replace("{DISPOSAL}", disposal))
    write(project / "visit.ts", HELD.replace("DECLARE", statement))
    done = CliRunner().invoke(cli.main, ["check", "--fix", "--unsafe-fixes"])
    assert done.exit_code == 0, done.output
    text = (project / "visit.ts").read_text(encoding="utf-8")
    assert f"  {statement} session = new LiveSession('room');\n  await session.goLive();" in text
    assert "  return await session.guests();" in text


def test_a_file_that_holds_nothing_in_this_way_gets_a_finally(project: Path) -> None:
    write(project / "pyproject.toml", DISPOSED.replace("{DISPOSAL}", '{ call = "await using $r", mode = "with" }'))
    write(project / "visit.ts", HELD.replace("DECLARE", "const"))
    done = CliRunner().invoke(cli.main, ["check", "--fix", "--unsafe-fixes"])
    assert done.exit_code == 0, done.output
    text = (project / "visit.ts").read_text(encoding="utf-8")
    assert "  } finally {\n    await session.hangUpNow();\n  }" in text
    assert "using" not in text
