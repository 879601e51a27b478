"""What is found does not depend on the process: texts have other hashes in each, and sets another order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"
STEPS = 12_000
"""Fewer than the program below needs, and more than the fixtures do."""

RUN = f"""
import sys
from hangup.flow.exploration import explore

run = explore.Exploration.run

def short_of_steps(exploration):
    exploration.machine.budget = {STEPS}
    return run(exploration)

explore.Exploration.run = short_of_steps
from hangup.cli import main
sys.exit(main())
"""

LINE = """
    line{number} = StreamChat('line {number}')
    if flags[{number}]:
        line{number}.connect_user(user)
    try:
        work({number})
    except ValueError:
        line{number}.disconnect_user()
"""

SWITCHBOARD = """
from stream_chat import StreamChat

def answer{number}(user, flags):
{lines}
    while flags[0]():
        again = StreamChat('again')
        again.connect_user(user)
        if flags[1]:
            again.disconnect_user()
    swap{number}(line0, flags)

def swap{number}(client, flags):
    for each in flags:
        if each:
            client.disconnect_user()
        else:
            client.connect_user(each)
"""


def reported(folder: Path, seed: str) -> bytes:
    """The JSON report on all files of a folder."""
    arguments = ["check", "-j", "1", "--no-cache", "--preview", "--output-format", "json", "."]
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_the_report_is_the_same_in_every_process(tmp_path: Path) -> None:
    for number in range(3):
        lines = "".join(LINE.format(number=line) for line in range(number + 2))
        (tmp_path / f"board{number}.py").write_text(SWITCHBOARD.format(number=number, lines=lines), encoding="utf-8")
    for path in sorted((FIXTURES / "HUP102").rglob("*.ts*"))[:4]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    first, *others = (reported(tmp_path, seed) for seed in ("0", "1", "2"))
    assert b"more paths than can be followed" in first
    assert b'"HUP102"' in first
    assert others == [first, first]
