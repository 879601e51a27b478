"""What a fix changes, as lines: for a finding in the report, and as a patch for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import diff_bytes, unified_diff

from hangup.model import Edit, Fix, SourceFile

_CONTEXT = 3
_NO_NEWLINE = b"\n\\ No newline at end of file\n"


def patched(source: SourceFile, edits: Sequence[Edit]) -> bytes:
    """The bytes of a file with edits applied, for showing: what its encoding lacks is UTF-8 here."""
    data = source.data
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        data = data[: edit.span.start] + edit.text.encode("utf-8", "replace") + data[edit.span.end :]
    return data


def difference(source: SourceFile, fix: Fix, context: int = 1) -> Iterator[str]:
    """The lines that a fix changes, with ``-``, ``+`` or a space in front; ``@`` alone stands for a gap."""
    own = [edit for edit in fix.edits if edit.path == source.path]
    hunks = diff_bytes(unified_diff, _lines(source.data), _lines(patched(source, own)), n=context)
    for number, line in enumerate(hunks):
        if number < 2:  # the two lines with the names of the files
            continue
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text.startswith("@@"):
            if number > 2:
                yield "@"
            continue
        yield text


def patch(path: str, before: bytes, after: bytes) -> bytes:
    """A patch that ``git apply`` takes, in the file's own bytes."""
    name = path.encode("utf-8", "surrogateescape")
    lines = diff_bytes(unified_diff, _lines(before), _lines(after), b"a/" + name, b"b/" + name, n=_CONTEXT)
    return b"".join(line if line.endswith(b"\n") else line + _NO_NEWLINE for line in lines)


def _lines(data: bytes) -> list[bytes]:
    """Lines with their ends; only a newline ends one, as for other programs that read patches."""
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
