"""Lists files where git cannot: leaves out what no one wrote by hand, and follows no link to a directory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hangup.names import FOREIGN, GENERATED
from hangup.project.read import read

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_LONGEST = 1 << 20

_Rules = tuple[tuple[str, "GitIgnoreSpec"], ...]


def list_files(directory: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Sorted paths relative to ``directory``, and the folders that could not be read with the reason.

    ``.gitignore`` files count as they would in a repository: an export or an image without git has them too.
    """
    found: list[str] = []
    unreadable: list[tuple[str, str]] = []
    pending: list[tuple[str, _Rules]] = [("", ())]
    while pending:
        prefix, rules = pending.pop()
        try:
            with os.scandir(os.path.join(directory, prefix)) as scan:
                entries = list(scan)
        except OSError as error:
            unreadable.append((prefix.rstrip("/"), error.strerror or str(error)))
            continue
        if prefix and any(entry.name == "pyvenv.cfg" for entry in entries):
            continue  # a virtual environment, whatever its name
        if any(entry.name == ".gitignore" for entry in entries):
            rules = _with_rules_of(directory, prefix, rules)
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                left_out = entry.name in FOREIGN or entry.name in GENERATED
                if not left_out and not _ignored(name + "/", rules):
                    pending.append((name + "/", rules))
            elif not _ignored(name, rules):
                found.append(name)
    return sorted(found), unreadable


def _with_rules_of(directory: str, prefix: str, rules: _Rules) -> _Rules:
    from pathspec import GitIgnoreSpec

    try:
        text = read(os.path.join(directory, prefix, ".gitignore"), _LONGEST).decode("utf-8", "replace")
        return (*rules, (prefix, GitIgnoreSpec.from_lines(text.splitlines())))
    except (OSError, ValueError):
        return rules


def _ignored(name: str, rules: _Rules) -> bool:
    """The innermost ``.gitignore`` that says something decides."""
    for prefix, spec in reversed(rules):
        verdict = spec.check_file(name[len(prefix) :]).include
        if verdict is not None:
            return verdict
    return False
