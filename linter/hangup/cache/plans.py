"""Which files of a project belong together, as an earlier run found it out.

That follows from the files alone, and from the manifests and configurations that say what module names mean. So it
counts as long as all files are the same, by what the file system says of them, and so is whatever else was asked for:
what was not there is not there now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hangup.cache.results import digest
from hangup.project.stamps import is_settled, stamp_at

if TYPE_CHECKING:
    from hangup.cache.folder import CacheFolder

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
            asked: dict[str, str] = dict.fromkeys(known["absent"], "") | known["present"]
            units = [(int(number), tuple(paths)) for number, paths in known["units"]]
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        return units if all(stamp_at(place) == stamp for place, stamp in asked.items()) else None

    def keep(self, units: Iterable[tuple[int, Sequence[str]]], asked: Mapping[str, str]) -> None:
        """Keep a plan. ``asked`` are the stamps of all places that it depended on, taken before these were read."""
        if not all(is_settled(stamp, self._began) for stamp in asked.values()):
            return
        present = {place: stamp for place, stamp in asked.items() if stamp}
        absent = [place for place, stamp in asked.items() if not stamp]
        plan = {"files": self._files, "units": list(units), "present": present, "absent": absent}
        self._folder.write(self._name, json.dumps(plan, separators=(",", ":")).encode())
