"""What is left out: folders that hold nobody's source, and the user's own patterns."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FOREIGN = frozenset(
    {
        ".bzr", ".direnv", ".eggs", ".git", ".hangup_cache", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox",
        ".pnpm-store", ".pytest_cache", ".ruff_cache", ".svn", ".tox", ".venv", ".yarn", "__pycache__",
        "__pypackages__", "bower_components", "jspm_packages", "node_modules", "site-packages", "venv", "virtualenv",
    }
)  # fmt: skip
"""Names of folders whose files other people wrote. Left out even where git tracks them."""

GENERATED = frozenset(
    {
        ".angular", ".cache", ".expo", ".next", ".nuxt", ".output", ".parcel-cache", ".svelte-kit", ".turbo", ".vercel",
        "_build", "build", "coverage", "dist", "htmlcov", "out", "target",
    }
)  # fmt: skip
"""Names of folders a build writes. Left out of a walk; where there is git, it knows better."""

MINIFIED = (".min.js", ".min.mjs", ".min.cjs")


class Excludes:
    """The user's patterns. Each group is written as in a ``.gitignore`` that stands in its root."""

    def __init__(self, *groups: tuple[Iterable[str], str]) -> None:
        self._groups = [(tuple(patterns), os.path.abspath(root)) for patterns, root in groups]
        self._groups = [group for group in self._groups if group[0]]

    @cached_property
    def _specs(self) -> list[tuple[GitIgnoreSpec, str]]:
        from pathspec import GitIgnoreSpec

        return [(GitIgnoreSpec.from_lines(patterns), root) for patterns, root in self._groups]

    def excluded(self, path: str) -> bool:
        """Whether a named file or directory is left out (asked with ``--force-exclude`` only)."""
        relative = os.path.relpath(path).replace(os.sep, "/")
        return _is_standard(relative) or self._matches(os.path.abspath(path) + "/" * os.path.isdir(path))

    def excluded_below(self, directory: str, name: str) -> bool:
        """Whether a file found below a directory is left out."""
        if _is_standard(name):
            return True
        return bool(self._groups) and self._matches(os.path.join(os.path.abspath(directory), name))

    def _matches(self, path: str) -> bool:
        for spec, root in self._specs:
            inside = path.startswith(root.rstrip(os.sep) + os.sep)
            relative = path[len(root.rstrip(os.sep)) + 1 :] if inside else path.lstrip(os.sep)
            if spec.match_file(relative.replace(os.sep, "/")):
                return True
        return False


def _is_standard(name: str) -> bool:
    return not FOREIGN.isdisjoint(name.split("/")) or name.lower().endswith(MINIFIED)
