"""Starts the runners of the languages, and what they need before it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

import msgspec

from truth.policy import verdict
from truth.records import ROOT, Section

NODE = 20
"""The oldest major version of Node that can measure."""
SECONDS = 900
JAVASCRIPT = ROOT / "javascript"
COMMANDS = {
    "javascript": ["node", str(JAVASCRIPT / "run.mjs")],
    "python": [sys.executable, str(ROOT / "python" / "run.py")],
}


class CannotMeasure(Exception):
    """A runner could not measure; the text says why."""


def lacks(language: str) -> str:
    """What this machine lacks to measure the language; nothing when it can."""
    if language != "javascript":
        return ""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return f"node {NODE} or newer and npm are not on the PATH"
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    major = version.removeprefix("v").split(".")[0]
    return "" if major.isdigit() and int(major) >= NODE else f"node {version or 'of no version'} is older than {NODE}"


def install() -> None:
    """Install the pinned packages for JavaScript where they are not, or not those of the lock file."""
    lock = JAVASCRIPT / "package-lock.json"
    stamp = JAVASCRIPT / "node_modules" / ".hangup-truth"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    with lock.open("rb") as alone:  # several test processes may begin at once
        fcntl.flock(alone, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
            return
        done = subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund"], cwd=JAVASCRIPT, capture_output=True, text=True, check=False,
            stdin=subprocess.DEVNULL, timeout=SECONDS,
        )  # fmt: skip
        if done.returncode:
            raise CannotMeasure(f"npm ci in {JAVASCRIPT} failed:\n{done.stderr}")
        stamp.write_text(wanted, encoding="utf-8")


def facts() -> str:
    """What the real packages for JavaScript do, as JSON.

    Raises:
        CannotMeasure: The program did not end well.
    """
    install()
    return _run(["node", "--no-warnings", str(JAVASCRIPT / "facts.mjs")], "the facts")


def needs(language: str) -> None:
    """Skip the test that asks, loudly, where the language cannot be measured; fail it in continuous integration."""
    import pytest

    missing = lacks(language)
    if missing:
        message = f"THE GROUND TRUTH WAS NOT MEASURED for {language}: {missing}"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(message)
        pytest.skip(message)


def _run(command: list[str], what: str) -> str:
    """The standard output of a program that must end well."""
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False, timeout=SECONDS,
        env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    if done.returncode:
        raise CannotMeasure(f"{what} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def measure(language: str, only: str = "") -> Section:
    """What is measured now, with the verdicts of the policy.

    Raises:
        CannotMeasure: The runner did not end well or printed something else.
    """
    missing = lacks(language)
    if missing:
        raise CannotMeasure(missing)
    if language == "javascript":
        install()
    output = _run([*COMMANDS[language], *(["--only", only] if only else [])], f"the runner for {language}")
    try:
        section = msgspec.json.decode(output, type=Section)
    except msgspec.DecodeError as error:
        raise CannotMeasure(f"the runner for {language} printed what README.md does not describe: {error}") from error
    judged = tuple(
        msgspec.structs.replace(one, verdict=verdict(one.lives))
        for one in sorted(section.scenarios, key=lambda one: one.scenario)
    )
    return Section(section.packages, judged)
