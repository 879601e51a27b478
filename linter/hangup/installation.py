"""The installation as every run needs to know it: its catalogue, the words of that, and whether there are plugins.

Reading the descriptions, and the metadata of everything that is installed, costs more than all else in a run that finds
no candidate. So what one run has found out is kept for the next, as Python keeps byte code: with a stamp of what it was
made from (sizes and times), and it counts only as long as that is the same.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # this module is imported by runs that take ten milliseconds: ``typing`` is not
    from collections.abc import Iterable, Iterator

_HERE = os.path.dirname(os.path.abspath(__file__))
_ROOM = "__pycache__"
_SIGN = b"\n\n"
_PRIME = 2**61 - 1
"""Reduces the path of an installation to a short name."""

_WORDS = "words"
_READER = os.path.join(_HERE, "catalogue", "words.py")

_CATALOGUE = "catalogue"
_READERS = (os.path.join(_HERE, "catalogue"), os.path.join(_HERE, "catalogue", "schema"))
_KINDS = ("sdks", "frameworks")

_NO_PLUGINS = "no-plugins"
_MENTION = b"[hangup."
_INSTALLED, _DEVELOPED = ".dist-info", ".egg-info"


def folder_of(package: str) -> str | None:
    """The folder of a package that is not imported; None where none of the path's folders has it."""
    for place in sys.path:
        folder = os.path.join(place or os.curdir, package)
        if os.path.isfile(os.path.join(folder, "__init__.py")):
            return folder
    return None


# ---------------------------------------------------------------- words


def kept_words(folder: str) -> frozenset[bytes] | None:
    """The words that were kept for a folder of descriptions; None where there are none or they are stale."""
    words = _load(_WORDS, _stamp_of_words(folder))
    return frozenset(words.split(b"\n")) if words else None


def keep_words(folder: str, words: Iterable[bytes]) -> None:
    """Keep the words of a folder of descriptions. They count until one of these or the code that reads them changes."""
    _keep(_WORDS, _stamp_of_words(folder), b"\n".join(sorted(words)))


def _stamp_of_words(folder: str) -> bytes:
    return _stamp_of([_READER, *_within(folder)])


# ---------------------------------------------------------------- catalogue


def kept_catalogue(folder: str) -> bytes | None:
    """What was kept for a folder with all descriptions; None where there is nothing or it is stale."""
    return _load(_CATALOGUE, _stamp_of_catalogue(folder))


def keep_catalogue(folder: str, data: bytes) -> None:
    """Keep what was made of a folder with all descriptions, until one of these or the code that reads them changes."""
    _keep(_CATALOGUE, _stamp_of_catalogue(folder), data)


def _stamp_of_catalogue(folder: str) -> bytes:
    described = [path for kind in _KINDS for path in _within(os.path.join(folder, kind))]
    readers = [path for place in _READERS for path in _within(place) if path.endswith(".py")]
    return _stamp_of([*readers, *described])


def _within(folder: str) -> list[str]:
    """A folder and all that is in it."""
    return [folder, *(os.path.join(folder, name) for name in sorted(os.listdir(folder)))]


# ---------------------------------------------------------------- plugins


def mentions_plugins(folders: list[str]) -> bool:
    """Whether the metadata of anything installed in these folders names one of the groups of plugins.

    That there is none is remembered until something is installed, which changes the folder it goes to.
    """
    places = [os.path.abspath(folder) for folder in folders]
    stamp = _stamp_of(places)
    if _load(_NO_PLUGINS, stamp) is not None:
        return False
    metadata: list[str] = []
    for place in places:
        found = _metadata(place)
        if found is None:
            return True  # an archive: let importlib.metadata look inside
        metadata += found
    if any(_MENTION in data for data in _read(metadata)):
        return True
    if not any(path.endswith(_DEVELOPED) for path in metadata):  # what is developed is written over in its place
        _keep(_NO_PLUGINS, stamp, b"")
    return False


def _metadata(folder: str) -> list[str] | None:
    """The folders with metadata; None for what is no folder."""
    try:
        return [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith((_INSTALLED, _DEVELOPED))]
    except NotADirectoryError:
        return None
    except OSError:
        return []


def _read(folders: list[str]) -> Iterator[bytes]:
    for folder in folders:
        try:
            with open(os.path.join(folder, "entry_points.txt"), "rb") as file:
                yield file.read()
        except OSError:
            continue


# ---------------------------------------------------------------- keeping


def _load(name: str, stamp: bytes) -> bytes | None:
    """What was kept under a name with this stamp; None where there is nothing."""
    for room in _rooms():
        try:
            descriptor = os.open(os.path.join(room, name), os.O_RDONLY)
        except OSError:
            continue
        with open(descriptor, "rb") as file:
            known, sign, data = file.read().partition(_SIGN)
        if sign and known == stamp:
            return data
    return None


def _keep(name: str, stamp: bytes, data: bytes) -> None:
    """Keep something for the next run: beside the byte code, or with the user's caches where that has no room."""
    for room in _rooms():
        path = os.path.join(room, name)
        other = f"{path}.{os.getpid()}"
        try:
            os.makedirs(room, exist_ok=True)
            with open(other, "wb") as file:
                file.write(stamp + _SIGN + data)
            os.replace(other, path)
        except OSError:
            continue
        return


def _stamp_of(paths: list[str]) -> bytes:
    """A stamp of files and folders: another one whenever one of them has changed, come or gone."""
    return "\n".join([_stamp(path) for path in paths]).encode("utf-8", "surrogateescape")


def _stamp(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError:
        return path
    return f"{path} {found.st_size} {found.st_mtime_ns}"


def _rooms() -> list[str]:
    """Where things are kept, the best place first."""
    rooms = [] if sys.dont_write_bytecode or sys.pycache_prefix else [os.path.join(_HERE, _ROOM)]
    caches = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    if os.path.isabs(caches):
        rooms.append(os.path.join(caches, "hangup", _name_of_installation()))
    return rooms


def _name_of_installation() -> str:
    """Tells this installation from others of the same user by its place. An import for that would cost every start."""
    return f"{int.from_bytes(os.fsencode(_HERE), 'big') % _PRIME:x}"
