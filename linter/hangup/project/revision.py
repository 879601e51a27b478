"""A commit of the repository around a directory: its files, what has changed since, and its tree on disk.

The repository is not trusted. Nothing is asked of git by which its configuration could run a program: the filters that
it may name for files are switched off.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING

from hangup.project import git
from hangup.project.read import LIMIT
from hangup.records import dataclass
from hangup.selection import nearest

if TYPE_CHECKING:
    from subprocess import CompletedProcess

_PATIENCE = 600.0
"""Seconds that git may take to compare a work tree with a commit."""
_BATCH = 500
"""Files whose content is asked of git at a time."""
_REGULAR = (b"100644", b"100755")


class RevisionError(Exception):
    """A commit that cannot be looked at. Its text says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How the work tree differs from a commit, new files among it. Paths are relative to the repository.

    ``paths`` are those under which something differs, on either side; ``renamed`` is the old path by the new one.
    """

    paths: frozenset[str]
    renamed: Mapping[str, str]


@dataclass(frozen=True)
class Revision:
    """A commit, and the repository it is in. ``root`` is the real path of the top of its work tree."""

    name: str
    commit: str
    root: str

    @cached_property
    def files(self) -> dict[str, str]:
        """The regular files of the commit: the name of the content by path."""
        listing = _output(self.root, "ls-tree", "-r", "-z", "--full-tree", self.commit)
        found: dict[str, str] = {}
        for entry in listing.split(b"\0"):
            description, tab, path = entry.partition(b"\t")
            if tab and description.split()[0] in _REGULAR:
                found[os.fsdecode(path)] = description.split()[2].decode("ascii")
        return found

    @cached_property
    def changes(self) -> Changes:
        """What differs in the work tree."""
        arguments = ("--name-status", "-z", "-M", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
        words = _output(self.root, "diff", *arguments, self.commit, "--", settings=self._no_filters).split(b"\0")
        paths: set[str] = set()
        renamed: dict[str, str] = {}
        fields = iter(os.fsdecode(word) for word in words if word)
        for status in fields:
            path = next(fields)
            paths.add(path)
            if status.startswith(("R", "C")):
                new = next(fields)
                paths.add(new)
                if status.startswith("R"):
                    renamed[new] = path
        untracked = _output(self.root, "ls-files", "-z", "-o", "--exclude-standard")
        paths.update(os.fsdecode(path).rstrip("/") for path in untracked.split(b"\0") if path)
        return Changes(frozenset(paths), renamed)

    def check_out(self, folder: str) -> None:
        """Make the tree of the commit in an empty folder. What has not changed is linked to.

        Raises:
            OSError: it cannot be written.
        """
        changed = self.changes.paths
        made = {""}
        for path in changed:
            while path := os.path.dirname(path):
                made.add(path)
        files = changed & self.files.keys()
        for directory in sorted(path for path in made if not _is_at_or_below(path, files)):
            os.makedirs(os.path.join(folder, directory), exist_ok=True)
            for name in _listed(os.path.join(self.root, directory)):
                path = os.path.join(directory, name)
                if path not in changed and path not in made and path != ".git":
                    os.symlink(os.path.join(self.root, path), os.path.join(folder, path))
        for path, data in self._contents(sorted(files)):
            with open(os.path.join(folder, path), "wb") as file:
                file.write(data)

    def _contents(self, paths: list[str]) -> Iterator[tuple[str, bytes]]:
        """The content of files of the commit; of those that are not too large to be analysed."""
        for start in range(0, len(paths), _BATCH):
            batch = paths[start : start + _BATCH]
            names = "".join(f"{self.files[path]}\n" for path in batch).encode("ascii")
            output = _output(self.root, "cat-file", "--batch", data=names)
            position = 0
            for path in batch:
                end = output.index(b"\n", position)
                _, kind, *rest = output[position:end].split()
                if kind != b"blob":
                    raise RevisionError(
                        f"{path} of {self.name} is missing in this repository"
                        f"{_partial(self.root) or '; fetch it, then try again'}"
                    )
                position = end + 1 + int(rest[0]) + 1
                if int(rest[0]) <= LIMIT:
                    yield path, output[end + 1 : position - 1]

    @cached_property
    def _no_filters(self) -> dict[str, str]:
        done = _git(self.root, "config", "-z", "--name-only", "--get-regexp", r"^filter\.")
        keys = [os.fsdecode(key) for key in done.stdout.split(b"\0") if key]
        return {key: "false" if key.endswith(".required") else "" for key in keys}


def find(name: str, directory: str = ".") -> Revision:
    """The commit that a name stands for in the repository around a directory.

    ``main...`` is where the current branch left ``main``.

    Raises:
        RevisionError: there is no git, no repository, or no such commit.
    """
    top = _git(directory, "rev-parse", "--show-toplevel")
    if top.returncode != 0:
        raise RevisionError(f"{os.path.abspath(directory)} is in no git repository")
    root = os.path.realpath(os.fsdecode(top.stdout.removesuffix(b"\n")))
    base, dots, _ = name.partition("...")
    commit = "" if base.startswith("-") else _ask(root, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}")
    if not commit:
        refs = _ask(root, "for-each-ref", "--format=%(refname:short)").split("\n")
        hint = nearest(base, refs) or _ending(base, refs)
        raise RevisionError(f"git knows no commit {base!r} here{hint}{_shallow(root, base)}")
    if dots:
        commit = _ask(root, "merge-base", commit, "HEAD")
        if not commit:
            raise RevisionError(f"{base!r} and HEAD have no commit in common{_shallow(root, base)}")
    return Revision(name, commit, root)


def _ending(name: str, refs: Iterable[str]) -> str:
    found = next((ref for ref in refs if name and ref.endswith(f"/{name}")), "")
    return f"; did you mean {found!r}?" if found else ""


def _shallow(root: str, name: str) -> str:
    if _ask(root, "rev-parse", "--is-shallow-repository") != "true":
        return ""
    return f"; this clone is shallow: fetch more of its history (`git fetch --unshallow`, or `origin {name}`)"


def _partial(root: str) -> str:
    if not _ask(root, "config", "extensions.partialClone"):
        return ""
    return "; this clone is partial, and nothing is fetched for you: `git fetch --refetch --no-filter` completes it"


def _ask(root: str, *arguments: str) -> str:
    """What git says, or nothing when it fails."""
    done = _git(root, *arguments)
    return os.fsdecode(done.stdout).strip() if done.returncode == 0 else ""


def _output(root: str, *arguments: str, data: bytes = b"", settings: Mapping[str, str] | None = None) -> bytes:
    done = _git(root, *arguments, data=data, settings=settings)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1].removeprefix("fatal: ") if said else f"its exit status is {done.returncode}"
        raise RevisionError(f"git {arguments[0]} failed: {reason}{_partial(root)}")
    return done.stdout


def _git(
    root: str, *arguments: str, data: bytes = b"", settings: Mapping[str, str] | None = None
) -> CompletedProcess[bytes]:
    try:
        return git.run(root, *arguments, data=data, settings=settings, patience=_PATIENCE)
    except TimeoutError as error:
        raise RevisionError(str(error)) from error
    except OSError as error:
        raise RevisionError("git is needed to look at a commit, and is not installed") from error


def _listed(directory: str) -> list[str]:
    try:
        return os.listdir(directory)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _is_at_or_below(path: str, files: AbstractSet[str]) -> bool:
    """Whether a directory of now is, or is in, what was a file."""
    while path and path not in files:
        path = os.path.dirname(path)
    return bool(path)
