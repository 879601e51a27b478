"""Lists the source files that git knows, reads them and searches them for a word, and does nothing else.

    python benchmarks/floor.py connectUser

That is the least that a linter written in Python takes on a tree, before it knows of a cache, a configuration, a module
name or a finding. As many processes as there are processors share the files.
"""

from __future__ import annotations

import os
import subprocess
import sys

SUFFIXES = (".py", ".ts", ".tsx", ".js", ".jsx", ".vue", ".svelte", ".html")
_CHUNK = 256 * 1024


def main() -> None:
    """The command line: the word. Prints how many files hold it."""
    word = sys.argv[1].encode()
    listed = subprocess.run(
        ("git", "ls-files", "-z", "-co", "--exclude-standard"), stdout=subprocess.PIPE, check=True
    ).stdout
    paths = [path for path in os.fsdecode(listed).split("\0") if path.endswith(SUFFIXES)]
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    answers = [_begin(paths[number::count], word) for number in range(1, count)]
    found = _search(paths[::count], word)
    for answer in answers:
        with open(answer, "rb") as pipe:
            found += int(pipe.read())
    print(found)


def _begin(paths: list[str], word: bytes) -> int:
    """Search in a process of its own, whose answer can be read from the pipe that is returned."""
    here, there = os.pipe()
    if not os.fork():
        os.write(there, str(_search(paths, word)).encode())
        os._exit(0)
    os.close(there)
    return here


def _search(paths: list[str], word: bytes) -> int:
    found = 0
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        data = os.read(descriptor, _CHUNK)
        while len(data) % _CHUNK == 0 and (more := os.read(descriptor, _CHUNK)):
            data += more
        os.close(descriptor)
        found += word in data
    return found


if __name__ == "__main__":
    main()
