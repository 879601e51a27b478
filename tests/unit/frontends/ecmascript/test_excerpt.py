"""Excerpts of scripts: which declarations go, which stay, and that what is found is the same."""

from __future__ import annotations

import pytest

from hangup.assembly import toolbox
from hangup.config import EVERYTHING
from hangup.engine import check_sources
from hangup.model import open_source
from hangup.records import replace

LEAK = """
import { StreamChat } from 'stream-chat';

export async function greet(user, token) {
  const client = new StreamChat('key');
  await client.connectUser(user, token);
}
"""
TOTAL = """
export function total(lines, rate) {
  return lines.map((line) => line.amount).reduce((sum, amount) => sum + amount, 0) * (1 + rate);
}
"""


def left_out(text: str, path: str = "billing.ts") -> tuple[str, ...]:
    return toolbox().lower_alone(open_source(path, text.encode())).left_out


def found(*files: tuple[str, str], excerpts: bool) -> object:
    tools = toolbox() if excerpts else replace(toolbox(), excerpt=None)
    sources = [open_source(path, text.encode()) for path, text in files]
    reports = check_sources(sources, tools, lambda _: EVERYTHING)
    return [(report.diagnostics, report.opened, report.everything) for report in reports]


@pytest.mark.parametrize(
    "idle",
    [
        TOTAL,
        TOTAL.replace("export function total(lines, rate)", "const total = (lines, rate) =>"),
        "class Invoice { total(lines) { return lines.length; } }\n",
    ],
    ids=["function", "variable", "class"],
)
def test_what_names_nothing_of_a_connection_goes_and_the_finding_stays_where_it_was(idle: str) -> None:
    assert len(left_out(idle + LEAK)) == 1
    file = ("billing.ts", idle + LEAK)
    assert found(file, excerpts=False) == found(file, excerpts=True)
    assert "HUP101" in str(found(file, excerpts=True))


@pytest.mark.parametrize(
    "more",
    [
        "export const bill = (user) => greet(user, total([], 1));\n",
        "const PAYABLE = total([], 0.2);\n",
        "import { lines } from './lines';\n",
        "let rate = 0.2;\n",
        "module.exports = { total };\n",
    ],
    ids=["named beside a connection", "called at top level", "names an import", "names a variable", "handed out"],
)
def test_what_code_that_stays_shares_with_it_keeps_a_declaration(more: str) -> None:
    assert left_out(TOTAL + more + LEAK) == ()


@pytest.mark.parametrize("word", ["disconnectUser", "close", "window", "require"])
def test_what_may_close_or_reach_anything_stays(word: str) -> None:
    assert left_out(TOTAL.replace("line.amount", f"{word}(line)") + LEAK) == ()


def test_a_default_export_stays_since_a_framework_may_call_it() -> None:
    assert left_out(TOTAL.replace("export function", "export default function") + LEAK) == ()


def test_a_suppression_keeps_the_file_whole() -> None:
    file = ("billing.ts", TOTAL.replace("return", "// hangup: ignore[HUP101] -- of another time\n  return") + LEAK)
    assert left_out(file[1]) == ()
    assert "HUP901" in str(found(file, excerpts=True))


def test_a_file_of_which_another_names_what_was_left_out_is_lowered_whole() -> None:
    keeper = TOTAL.replace("total(lines, rate)", "end(client)").replace("lines.map", "client.finish")
    user = LEAK.replace("import", "import { end } from './billing';\nimport", 1).replace(
        "token);\n}", "token);\n  end(client);\n}"
    )
    files = (("billing.ts", keeper + LEAK), ("greeting.ts", user))
    assert left_out(keeper + LEAK) == ("end",)
    assert found(*files, excerpts=False) == found(*files, excerpts=True)
