"""Code that is large or deep: a correct result, or a clear HUP900, with little time and little memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.robustness.conftest import Check, Leaks

ROOT = Path(__file__).parents[2]
DEPTH = 5000

PYTHON = {
    "brackets": "x = " + "[" * DEPTH + "]" * DEPTH,
    "parentheses": "x = " + "(" * DEPTH + "1" + ")" * DEPTH,
    "dictionaries": "x = " + "{1: " * DEPTH + "1" + "}" * DEPTH,
    "never closed": "x = " + "[" * DEPTH,
    "calls": "x = " + "f(" * DEPTH + ")" * DEPTH,
    "called results": "x = f" + "()" * DEPTH,
    "attributes": "x = a" + ".b" * DEPTH,
    "chain": 'x = StreamChat("k").connect_user(u)' + ".then(f)" * DEPTH,
    "ifs": "\n".join(" " * level + "if x:" for level in range(DEPTH)) + "\n" + " " * DEPTH + "pass",
    "functions": "\n".join(" " * level + "def f():" for level in range(DEPTH)) + "\n" + " " * DEPTH + "pass",
    "elifs": "if x: pass\n" + "elif y: pass\n" * DEPTH,
    "sums": "x = " + "1 + " * DEPTH + "1",
    "signs": "x = " + "-" * DEPTH + "1",
    "nots": "x = " + "not " * DEPTH + "1",
    "ands": "x = " + "a and b or " * DEPTH + "1",
    "comparisons": "x = " + "a < " * DEPTH + "1",
    "lambdas": "x = " + "lambda: " * DEPTH + "1",
    "conditionals": "x = " + "1 if a else " * DEPTH + "1",
    "assignments": "x = " * DEPTH + "1",
    "strings": "x = " + '"a" ' * DEPTH,
    "managers": "with " + ", ".join(["a"] * DEPTH) + ": pass",
    "continuations": "x = 1" + "\\\n" * 100_000,
}

ECMASCRIPT = {
    "brackets": "x = " + "[" * DEPTH + "]" * DEPTH,
    "parentheses": "x = " + "(" * DEPTH + "1" + ")" * DEPTH,
    "objects": "x = " + "{a: " * DEPTH + "1" + "}" * DEPTH,
    "blocks": "{" * DEPTH + "}" * DEPTH,
    "never closed": "{[" * DEPTH,
    "calls": "f(" * DEPTH + ")" * DEPTH,
    "called results": "x = f" + "()" * DEPTH,
    "members": "x = a" + ".b" * DEPTH,
    "chain": 'new StreamChat("k").connectUser(u)' + ".then(f)" * DEPTH,
    "ifs": "if (x) {" * DEPTH + "}" * DEPTH,
    "else ifs": "if (x) {}" + " else if (y) {}" * DEPTH,
    "functions": "(function () {" * DEPTH + "})()" * DEPTH,
    "arrows": "x = " + "() => " * DEPTH + "1",
    "sums": "x = " + "1 + " * DEPTH + "1",
    "nots": "x = " + "!" * DEPTH + "1",
    "ands": "x = " + "a && b || " * DEPTH + "1",
    "conditionals": "x = " + "a ? 1 : " * DEPTH + "1",
    "elements": "x = " + "<div>" * DEPTH + "</div>" * DEPTH,
    "templates": "x = " + "`${" * DEPTH + "1" + "}`" * DEPTH,
    "types": "type X = " + "Array<" * DEPTH + "1" + ">" * DEPTH,
    "assignments": "x = " * DEPTH + "1",
    "labels": "".join(f"l{number}: " for number in range(DEPTH)) + "1",
    "news": "x = " + "new " * DEPTH + "A",
    "expression": "x = /" + "(" * DEPTH + ")" * DEPTH + "/",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in PYTHON.items()])
def test_deep_python_is_analysed_or_refused(project: Path, check: Check, leaks: Leaks, text: str) -> None:
    (project / "a.py").write_text(f"{leaks['py']}\n\n{text}\n", encoding="utf-8")
    assert check().found["a.py"] & {"HUP900", "HUP101"}


@pytest.mark.parametrize(
    "text",
    [pytest.param(text, id=name) for name, text in ECMASCRIPT.items()],
)
def test_deep_typescript_is_analysed_or_refused(project: Path, check: Check, leaks: Leaks, text: str) -> None:
    (project / "a.tsx").write_text(f"{leaks['ts']}\n{text}\n", encoding="utf-8")
    assert check().found["a.tsx"] & {"HUP900", "HUP101"}


def test_handlers_that_register_handlers_may_be_many(project: Path, check: Check) -> None:
    many = 500
    chain = "".join(f"function h{n}() {{ bus.on('e{n}', h{n + 1}); }}\n" for n in range(many))
    last = f"async function h{many}(user) {{ const c = new StreamChat('k'); await c.connectUser(user, 't'); }}\n"
    imports = "import { StreamChat } from 'stream-chat';\nimport { bus } from './bus';\n"
    (project / "chain.js").write_text(f"{imports}{chain}{last}bus.on('start', h0);\n", encoding="utf-8")
    assert check().found["chain.js"] == {"HUP402", "HUP204"}


def test_nesting_below_the_limits_is_analysed(project: Path, check: Check, leaks: Leaks) -> None:
    (project / "a.py").write_text(f"{leaks['py']}\n\nx = {'[' * 90}{']' * 90}\n", encoding="utf-8")
    (project / "a.tsx").write_text(f"{leaks['ts']}\nx = {'[' * 400}{']' * 400};\n", encoding="utf-8")
    found = check().found
    assert found["a.py"] == found["a.tsx"] == {"HUP101"}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.py", 'x = [1, 2, 3, "some text", foo(bar)]\n'),
        ("a.js", 'var x = [1, 2, 3, "some text", foo(bar)];\n'),
        ("a.ts", "!function(e,t){e.a=t.b?e.c(t):t.d(e)}(a,b),"),
    ],
)
def test_five_megabytes_of_generated_code_are_refused(
    project: Path, check: Check, leaks: Leaks, name: str, line: str
) -> None:
    text = leaks["py" if name.endswith("py") else "ts"] + line * (5_000_000 // len(line))
    (project / name).write_text(text + ("0\n" if name == "a.ts" else ""), encoding="utf-8")
    outcome = check()
    assert outcome.found[name] == {"HUP900"}
    assert "limit" in outcome.message(name)
    assert "memory" not in outcome.message(name)


@pytest.mark.parametrize("name", ["a.py", "a.ts"])
def test_a_line_may_be_as_long_as_the_file(project: Path, check: Check, leaks: Leaks, name: str) -> None:
    leak = leaks["py" if name.endswith("py") else "ts"]
    (project / name).write_text(f"{leak}\nx = [{'1, ' * 60_000}]\n", encoding="utf-8")
    assert check().found[name] & {"HUP900", "HUP101"}


@pytest.mark.parametrize("sign", ["{{", "{%", "<%", "<?", "{", "<!--", "<script", "<a @click='x", "`", "/*"])
def test_a_sign_that_is_never_closed_may_come_often(project: Path, check: Check, leaks: Leaks, sign: str) -> None:
    script = f'<script type="module">\n{leaks["ts"]}</script>\n'
    (project / "a.html").write_text(script + sign * (400_000 // len(sign)), encoding="utf-8")
    assert check().found["a.html"] & {"HUP900", "HUP101"}


def test_many_files_keep_to_the_limits_together(project: Path, check: Check, leaks: Leaks) -> None:
    for number in range(100):
        for suffix, text in leaks.items():
            (project / f"f{number}.{suffix}").write_text(text, encoding="utf-8")
    assert len(check().found) == 202


def test_code_of_endless_paths_is_given_up_in_time_and_each_part_is_said(project: Path, check: Check) -> None:
    clients = "".join(
        f"    c{k} = StreamChat('k')\n    if flags[{k}]:\n        c{k}.connect_user(user)\n"
        f"    while flags[{k}]():\n        c{k}.connect_user(user)\n"
        for k in range(8)
    )
    functions = "".join(f"def f{number}(user, flags):\n{clients}\n\n" for number in range(40))
    (project / "a.py").write_text(f"from stream_chat import StreamChat\n\n\n{functions}", encoding="utf-8")
    outcome = check()
    assert "HUP900" in outcome.found["a.py"]
    assert "has more paths than can be followed (and 3" in outcome.message("a.py")


# ---------------------------------------------------------------- comments


@pytest.mark.parametrize("code", ["HUP101", "HUP999"])
@pytest.mark.parametrize(("name", "mark"), [("a.py", "#"), ("a.ts", "//")])
def test_many_suppressions_are_read_in_time(
    project: Path, check: Check, leaks: Leaks, name: str, mark: str, code: str
) -> None:
    leak = leaks["py" if name.endswith("py") else "ts"]
    (project / name).write_text(leak + f"x = 1  {mark} hangup: ignore[{code}]\n" * 3000, encoding="utf-8")
    outcome = check()
    assert outcome.found[name] >= {"HUP101"}
    assert len(outcome.diagnostics) == 3 + 3000


@pytest.mark.parametrize(("name", "mark"), [("a.py", "#"), ("a.ts", "//")])
def test_a_suppression_may_name_much(project: Path, check: Check, leaks: Leaks, name: str, mark: str) -> None:
    leak = leaks["py" if name.endswith("py") else "ts"]
    words = ",".join(f"A{number}" for number in range(20_000))
    (project / name).write_text(f"{leak}{mark} hangup: ignore[{words}]\n", encoding="utf-8")
    assert 5 < len(check().diagnostics) < 12


# ---------------------------------------------------------------- what a machine lacks


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a system that bounds memory")
@pytest.mark.parametrize("megabytes", [16, 24, 48, 96, 192])
def test_too_little_memory_is_never_a_clear_result(tmp_path: Path, megabytes: int) -> None:
    (tmp_path / "clean.py").write_text("def greet(client, user):\n    print(client.connect_user)\n", encoding="utf-8")
    limit = megabytes * 1024 * 1024
    done = subprocess.run(
        [sys.executable, "-P", "-m", "hangup", "check", "--no-cache", "--isolated", "clean.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "linter"), str(ROOT / "rules")])},
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
        check=False,
        timeout=300,
    )
    assert (done.returncode, "HUP900" in done.stdout) in {(1, True), (2, False)}, done.stdout + done.stderr
