"""Which scripts were written by a tool: bundles and minified files, which nobody mends by hand."""

from __future__ import annotations

from hangup.project.read import read

MARKS = (b"webpackBootstrap", b"__webpack_require__", b"parcelRequire")
"""Words that bundlers put at the head of what they write."""

SUFFIXES = (".js", ".mjs", ".cjs")

LARGE = 50_000
"""Bytes from which on a script is looked at. What is smaller costs little to analyse."""

LONG = 300
"""Bytes of the average line from which on nobody has written it. People write 30 to 60."""

_SAMPLE = 64 * 1024


def is_built(path: str, size: int) -> bool:
    """Whether a file of this many bytes is a script that a tool wrote. Reads large scripts only."""
    if size < LARGE or not path.lower().endswith(SUFFIXES):
        return False
    try:
        sample = read(path, _SAMPLE)
    except OSError:
        return False  # whoever analyses it says so
    return any(mark in sample for mark in MARKS) or len(sample) > LONG * (sample.count(b"\n") + 1)
