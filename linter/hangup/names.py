"""Names of files and folders that every run asks about. Imports nothing, so that asking costs nothing."""

from __future__ import annotations

PYPROJECT = "pyproject.toml"
CONFIGURATIONS = (".hangup.toml", "hangup.toml", PYPROJECT)
"""The names of configuration files, in the order in which they are looked for in a directory."""

FOREIGN = frozenset(
    {
        ".bzr", ".direnv", ".eggs", ".git", ".hangup_cache", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox",
        ".pnpm-store", ".pytest_cache", ".ruff_cache", ".svn", ".tox", ".venv", ".vite", ".yarn", "__pycache__",
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

_PYTHON = "hangup.frontends.python"
_ECMASCRIPT = "hangup.frontends.ecmascript"

SUFFIXES: dict[str, str] = {
    ".py": _PYTHON,
    ".pyw": _PYTHON,
    ".ipynb": _PYTHON,
    ".js": _ECMASCRIPT,
    ".jsx": _ECMASCRIPT,
    ".mjs": _ECMASCRIPT,
    ".cjs": _ECMASCRIPT,
    ".ts": _ECMASCRIPT,
    ".tsx": _ECMASCRIPT,
    ".mts": _ECMASCRIPT,
    ".cts": _ECMASCRIPT,
    ".vue": _ECMASCRIPT,
    ".svelte": _ECMASCRIPT,
    ".astro": _ECMASCRIPT,
    ".html": _ECMASCRIPT,
    ".htm": _ECMASCRIPT,
}
"""File suffix (lower case) to the package that reads it. Plugins add suffixes of their own."""

DECLARATIONS = (".d.ts", ".d.mts", ".d.cts")
"""Ends of names of files that hold declarations and no code."""


SUPPRESSION = b"hangup:"
"""Files with suppressions are candidates too: an unused one is a finding."""

HINT = b"~"
"""Stands before an everyday word that opens something: a file with no other word may open what another one made."""


DOCUMENTS = frozenset({".vue", ".svelte", ".astro", ".html", ".htm"})
"""Suffixes of files that hold their scripts in markup."""


def suffix_of(path: str) -> str:
    """The suffix of a path in lower case, with its dot; none for ``.py`` and ``name.``."""
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def is_standard(path: str) -> bool:
    """Whether a file is left out of every run, by its path with slashes."""
    return not FOREIGN.isdisjoint(path.split("/")) or is_minified(path)


def is_minified(path: str) -> bool:
    """Whether a file is what a build made of others, by its name."""
    return path.lower().endswith(MINIFIED)


def is_document(path: str) -> bool:
    """Whether a file of this name holds its scripts in markup."""
    return suffix_of(path) in DOCUMENTS
