"""Which configuration file holds for which file: the nearest upwards, as ruff does it.

In one directory ``.hangup.toml`` goes before ``hangup.toml``, and that before a ``pyproject.toml`` with a
``[tool.hangup]`` table. The others of the directory, and those of directories above, are not read, unless the file
names one in ``extend``.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from typing import cast

from hangup.config import DEFAULTS, EXTEND, ConfigError, Place, Rules, Settings, parse
from hangup.names import CONFIGURATIONS, PYPROJECT
from hangup.project.read import read
from hangup.records import replace

_LIMIT = 1024 * 1024
_LONGEST_CHAIN = 16


class Configuration:
    """The settings of every file. Each configuration file is read once.

    Args:
        change: what the command line says, on top of any configuration.
        file: the one configuration file that counts, instead of the nearest ones.
        isolated: no configuration file counts.
        rules: the rules that selectors may name.

    Every method raises ConfigError where a configuration file cannot be followed.
    """

    def __init__(
        self,
        change: Callable[[Settings], Settings] = lambda settings: settings,
        *,
        file: str | None = None,
        isolated: bool = False,
        rules: Rules | None = None,
    ) -> None:
        self._change = change
        self._rules = rules
        self._here = os.getcwd()
        self._by_directory: dict[str, Settings] = {}
        self._by_given: dict[str, Settings] = {}
        self._fixed: Settings | None = None
        if file is not None:
            self._fixed = change(load_file(file, root=".", rules=rules))
        elif isolated:
            self._fixed = change(Settings())

    def of(self, path: str) -> Settings:
        """The settings of a file, which need not exist."""
        if self._fixed is not None:
            return self._fixed
        given = os.path.dirname(path)
        settings = self._by_given.get(given)
        if settings is None:
            directory = os.path.dirname(os.path.abspath(os.path.join(self._here, path)))
            settings = self._by_given[given] = self._in(directory)
        return settings

    @property
    def run(self) -> Settings:
        """The settings of the directory that hangup runs in."""
        return self._fixed or self._in(self._here)

    def _in(self, directory: str) -> Settings:
        missing: list[str] = []
        settings: Settings | None = None
        while settings is None:
            settings = self._by_directory.get(directory)
            if settings is None:
                missing.append(directory)
                settings = self._file_in(directory)
                parent = os.path.dirname(directory)
                if settings is None and parent == directory:
                    settings = self._change(Settings())
                directory = parent
        for inner in missing:
            self._by_directory[inner] = settings
        return settings

    def _file_in(self, directory: str) -> Settings | None:
        for name in CONFIGURATIONS:
            path = os.path.join(directory, name)
            table = table_in(path)
            if table is not None:
                return self._change(_settings(table, path, directory, self._rules))
        return None


def load(start: str = ".", rules: Rules | None = None) -> Settings:
    """The settings that the nearest configuration file upwards from a directory gives.

    Raises:
        ConfigError: the file cannot be read, or has an unknown key or a wrong value.
    """
    return Configuration(rules=rules).of(os.path.join(start, PYPROJECT))


def load_file(path: str, root: str, rules: Rules | None = None) -> Settings:
    """The settings of one file, whose patterns are relative to ``root``.

    Raises:
        ConfigError: as for :func:`load`, or the file is not there or has no table for hangup.
    """
    table = table_in(path)
    if table is None:
        reason = "has no [tool.hangup] table" if os.path.isfile(path) else "no such file"
        raise ConfigError(f"{path}: {reason}")
    return _settings(table, path, root, rules)


def _settings(table: object, path: str, root: str, rules: Rules | None, chain: tuple[str, ...] = ()) -> Settings:
    place = Place(path, "tool.hangup" if _is_pyproject(path) else "", root, rules)
    if not isinstance(table, Mapping):
        return parse(table, place)
    content = dict(cast("Mapping[str, object]", table))
    base = DEFAULTS
    if EXTEND in content:
        base = _extended(content.pop(EXTEND), place, (*chain, os.path.realpath(path)))
    return replace(parse(content, place, base), file=path)


def _extended(value: object, place: Place, chain: tuple[str, ...]) -> Settings:
    """The settings of the file that another one names in ``extend``; its patterns stay relative to its directory."""
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{place.key(EXTEND)}: must be the path of a configuration file")
    path = os.path.normpath(os.path.join(os.path.dirname(place.file), value))
    if os.path.realpath(path) in chain or len(chain) > _LONGEST_CHAIN:
        raise ConfigError(f"{place.key(EXTEND)}: {value} leads back to this file")
    table = table_in(path)
    if table is None:
        reason = "has no [tool.hangup] table" if os.path.isfile(path) else "does not exist"
        raise ConfigError(f"{place.key(EXTEND)}: {value} {reason}")
    return _settings(table, path, os.path.dirname(path), place.rules, chain)


def _is_pyproject(path: str) -> bool:
    return os.path.basename(path) == PYPROJECT


def table_in(path: str) -> object | None:
    """What a file says to hangup: the table ``tool.hangup`` of a pyproject.toml, the whole of another file.

    None where there is no such file or table. A pyproject.toml that never says "hangup" is not even parsed: a broken
    one in a test's data is nothing that hangup should complain of.
    """
    if not os.access(path, os.F_OK):  # the cheapest question: it is asked three times for every directory
        return None
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise ConfigError(f"{path}: not a regular file")
        data = read(path, _LIMIT)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    if _is_pyproject(path) and b"hangup" not in data:
        return None
    if len(data) > _LIMIT:
        raise ConfigError(f"{path}: larger than {_LIMIT // 1024 // 1024} MB")
    content = _toml(data, path)
    if not _is_pyproject(path):
        return content
    tool = content.get("tool")
    return cast("dict[str, object]", tool).get("hangup") if isinstance(tool, dict) else None


def _toml(data: bytes, path: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
