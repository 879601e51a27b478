"""``hangup init``: a configuration to begin with, in which every key is explained, and what pre-commit needs."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from hangup.commands.ending import CLEAN, Problem, output, say
from hangup.config import KEYS, ConfigError
from hangup.configuration import load, table_in
from hangup.names import CONFIGURATIONS, PYPROJECT
from hangup.reporters.screen import clean

FILE = "hangup.toml"
PRE_COMMIT = """\
repos:
  - repo: <url of the hangup repository>
    rev: <a tag or a full commit id>
    hooks:
      - id: hangup
"""


@click.command(short_help="Write a configuration to begin with.")
@click.option("--pyproject", is_flag=True, help=f"Add a table to {PYPROJECT} instead of writing {FILE}.")
def init(pyproject: bool) -> int:
    """Write a configuration to begin with, and print what goes into .pre-commit-config.yaml.

    Nothing that exists is written over.
    """
    from hangup.project.replace import write_whole

    name = PYPROJECT if pyproject else FILE
    try:
        _refuse_second()
        above = load().file
        before = _content(name) if pyproject else b""
    except ConfigError as error:
        raise Problem(clean(str(error))) from error
    end = "\r\n" if b"\r\n" in before else "\n"
    added = end.join([*([""] if before else []), *starter("tool.hangup" if pyproject else ""), ""])
    gap = end.encode() if before and not before.endswith(b"\n") else b""
    try:
        write_whole(name, before + gap + added.encode("utf-8"))
    except OSError as error:
        raise Problem(f"{name}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    say(f"added [tool.hangup] to {name}" if pyproject else f"wrote {name}")
    if above:
        say(f"note: {clean(above)} counts no longer below this directory, unless `extend` names it")
    with output():
        click.echo("# .pre-commit-config.yaml\n" + PRE_COMMIT, nl=False)
    return CLEAN


def starter(table: str = "") -> Iterator[str]:
    """The lines of a configuration in which everything is explained and nothing is set."""
    if table:
        yield f"[{table}]"
    yield "# hangup finds connections that a program opens and never closes."
    yield "# Every key may be left out. What is commented out below are examples, not the defaults."
    for key, entry in KEYS.items():
        yield ""
        yield f"# {entry.doc}"
        yield f"# {key} = {entry.example}"


def _refuse_second() -> None:
    for name in CONFIGURATIONS:
        if name == PYPROJECT and table_in(name) is None:
            continue
        if os.path.lexists(name):
            raise Problem(f"{name} configures hangup here already, and is left as it is")


def _content(name: str) -> bytes:
    """A file that a table is added to."""
    from hangup.project.read import read

    if not os.path.isfile(name):
        raise Problem(f"there is no {name} here: `hangup init` without --pyproject writes {FILE}")
    try:
        data = read(name)
    except OSError as error:
        raise Problem(f"{name}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    import tomllib

    try:
        tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise Problem(clean(f"{name}: not TOML: {error}")) from error
    return data
