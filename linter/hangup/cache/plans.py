"""Which files of a project belong together, as an earlier run found it out.

That follows from the files alone, and from the manifests and configurations that say what module names mean. So it
counts as long as all files are the same, by what the file system says of them, and so is whatever else was asked for:
what was not there is not there now, which a folder says of all that it lacks while nothing comes or goes in it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hangup.cache.results import digest
from hangup.project.stamps import is_settled, stamp_at

if TYPE_CHECKING:
    from hangup.cache.folder import CacheFolder

_NEVER = "?"
"""What no stamp is."""

Plan = Sequence[tuple[int, tuple[str, ...]]]
"""The units: the number of the resolver of each, and its files."""


class Plans:
    """The plan of one project. ``base`` stands for hangup and the catalogue, ``files`` for all files of the project as
    they are; ``began`` is when the run did.
    """

    def __init__(self, folder: CacheFolder, base: str, root: str, files: bytes, began: int) -> None:
        self._folder = folder
        self._name = f"plan-{digest(base, root)}"
        self._files = digest(files)
        self._began = began

    def recall(self) -> Plan | None:
        """The plan, where everything it depended on is the same."""
        data = self._folder.read(self._name)
        try:
            known: Any = json.loads(data) if data is not None else None
            if known is None or known["files"] != self._files:
                return None
            present: dict[str, str] = known["present"]
            absent = [(str(folder), str(stamp), tuple(names)) for folder, (stamp, names) in known["absent"].items()]
            units = [(int(number), tuple(paths)) for number, paths in known["units"]]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        same = all(stamp_at(place) == stamp for place, stamp in present.items())
        return units if same and all(_lacks(*each) for each in absent) else None

    def keep(self, units: Iterable[tuple[int, Sequence[str]]], asked: Mapping[str, str]) -> None:
        """Keep a plan. ``asked`` are the stamps of all places that it depended on, taken before these were read."""
        if not all(is_settled(stamp, self._began) for stamp in asked.values()):
            return
        present = {place: stamp for place, stamp in asked.items() if stamp}
        missing: dict[str, list[str]] = {}
        for place in [place for place, stamp in asked.items() if not stamp]:
            folder, _, name = place.rpartition("/")
            missing.setdefault(folder, []).append(name)
        absent = {folder: (self._stamp_of(folder, names), names) for folder, names in missing.items()}
        plan = {"files": self._files, "units": list(units), "present": present, "absent": absent}
        self._folder.write(self._name, json.dumps(plan, separators=(",", ":")).encode())

    def _stamp_of(self, folder: str, names: Iterable[str]) -> str:
        """The stamp of a folder that has to change before one of these is there. There is none where something has come
        or gone since the run began, or where one is a link that leads nowhere: it may lead somewhere yet.
        """
        found = stamp_at(folder or "/")
        linked = any(os.path.lexists(f"{folder}/{name}") for name in names)
        return found if is_settled(found, self._began) and not linked else _NEVER


def _lacks(folder: str, stamp: str, names: Iterable[str]) -> bool:
    """Whether none of the names is in a folder, as it was when it had this stamp: most have not changed since."""
    return stamp_at(folder or "/") == stamp or not any(stamp_at(f"{folder}/{name}") for name in names)
