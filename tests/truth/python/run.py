"""Measure the Python scenarios and print what was counted, as README.md of the folder above describes it.

``python run.py [--only TEXT]``. Each module of ``manifest`` is driven by a process of its own, one scenario after the
other.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent
GROUPS = sorted(path.stem for path in (HOME / "manifest").glob("*_lives.py"))
PACKAGES = (
    "celery", "django", "fastapi", "flask", "getstream", "python-socketio", "starlette", "stream-chat", "streamlit",
    "uvicorn", "websockets",
)  # fmt: skip
SECONDS = 480
AT_ONCE = 2


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", default="", metavar="TEXT", help="only scenarios whose path contains the text")
    parser.add_argument("--group", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.group:
        json.dump(measure_group(arguments.group, arguments.only), sys.stdout)
        return 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = list(pool.map(lambda group: start(group, arguments.only), GROUPS))
    scenarios = sorted((one for part in done if part is not None for one in part), key=lambda one: one["scenario"])
    json.dump({"packages": {name: version(name) for name in PACKAGES}, "scenarios": scenarios}, sys.stdout, indent=1)
    return 1 if None in done else 0


def start(group: str, only: str) -> list[dict[str, Any]] | None:
    """What a process of its own measures of a group; nothing when it fails, and then it is said why."""
    command = [sys.executable, "-X", "utf8", str(HOME / "run.py"), "--group", group, "--only", only]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore", "PYTHONHASHSEED": "0"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            timeout=SECONDS,
            check=True,
        )
        measured: list[dict[str, Any]] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        print(f"{group} could not be measured: {error}", file=sys.stderr)
        return None
    return measured


def measure_group(group: str, only: str) -> list[dict[str, Any]]:
    """Drive the scenarios of one module of ``manifest`` in this process."""
    from harness import scenes

    logging.disable()
    sys.path.insert(0, str(HOME / "standins"))
    scenes.stand_in("rtc", "getstream.video.rtc")
    chosen = [scene for scene in import_module(f"manifest.{group}").SCENES if only in scene.path]
    gc.freeze()  # what the libraries are made of is not garbage, and is not looked at again and again
    return [scenes.measure(scene) for scene in chosen]


if __name__ == "__main__":
    sys.exit(main())
