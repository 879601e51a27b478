"""The command line's word on the settings: what replaces and what is added to each configuration file's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hangup.commands.ending import Problem
from hangup.config import CONFIDENCE, EXTEND, FAIL_ON, ConfigError, FileIgnores, Place, Rules, Settings, parse
from hangup.configuration import Configuration
from hangup.project.exclude import Patterns, first_wrong
from hangup.records import replace
from hangup.reporters.screen import clean
from hangup.selection import UnknownSelector, check_selectors

if TYPE_CHECKING:
    from hangup.commands.options import CheckOptions


def configuration(options: CheckOptions, rules: Rules) -> Configuration:
    """The settings of every file under these options.

    Raises:
        Problem: an option cannot be followed.
        ConfigError: a configuration file cannot be.
    """
    files = [value for value in options.config if "=" not in value or os.path.isfile(value)]
    if len(files) > 1:
        raise Problem(f"--config names {len(files)} files: {clean(', '.join(files))}; one can count")
    if files and options.isolated:
        raise Problem("--isolated reads no configuration file, and --config names one")
    check_patterns("--exclude", options.exclude)
    inline = [_inline(value) for value in options.config if value not in files]
    selectors = {
        "select": _rules("--select", options.select, rules),
        "ignore": _rules("--ignore", options.ignore, rules),
    }
    more_selected = _rules("--extend-select", options.extend_select, rules)
    more_ignored = _rules("--extend-ignore", options.extend_ignore, rules)
    file_ignores = tuple(_file_ignores(value, rules) for value in options.per_file_ignores)

    def change(settings: Settings) -> Settings:
        for table in inline:
            settings = parse(table, Place("--config", rules=rules), settings)
        if selectors["select"]:
            settings = replace(settings, select=selectors["select"], extend_select=())
        if selectors["ignore"]:
            settings = replace(settings, ignore=selectors["ignore"], extend_ignore=())
        if file_ignores:
            settings = replace(settings, per_file_ignores=file_ignores)
        if options.confidence:
            settings = replace(settings, confidence=CONFIDENCE[options.confidence])
        if options.preview:
            settings = replace(settings, preview=True)
        if options.fail_on:
            settings = replace(settings, fail_on=FAIL_ON[options.fail_on])
        return replace(
            settings,
            extend_select=settings.extend_select + more_selected,
            extend_ignore=settings.extend_ignore + more_ignored,
        )

    return Configuration(change, file=files[0] if files else None, isolated=options.isolated, rules=rules)


def _inline(text: str) -> dict[str, object]:
    """A ``KEY=VALUE`` in TOML as a table."""
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        key, _, value = text.partition("=")
        quoted = f"; text needs quotes: --config '{key}=\"{value}\"'" if value and value.strip("-_").isalnum() else ""
        raise ConfigError(f"--config {text}: not TOML: {error}{quoted}") from error
    if EXTEND in table:
        raise ConfigError(f"--config {text}: only a file builds on another; name that one: --config FILE")
    return table


def _rules(option: str, values: tuple[str, ...], rules: Rules) -> tuple[str, ...]:
    selectors = split(values)
    if selectors:
        try:
            check_selectors(selectors, rules())
        except UnknownSelector as error:
            raise Problem(clean(f"{option}: {error}")) from error
    return selectors


def _file_ignores(value: str, rules: Rules) -> FileIgnores:
    pattern, colon, selectors = value.rpartition(":")
    if not colon or not pattern or not split((selectors,)):
        example = "--per-file-ignores 'tests/**:HUP101,HUP4'"
        raise Problem(f"--per-file-ignores {clean(value)}: must be PATTERN:RULES, as in {example}")
    check_patterns("--per-file-ignores", (pattern,))
    return FileIgnores(Patterns((pattern,)), _rules("--per-file-ignores", (selectors,), rules))


def check_patterns(option: str, lines: tuple[str, ...]) -> None:
    """Refuse what is no pattern."""
    wrong = first_wrong(lines)
    if wrong is not None:
        raise Problem(f"{option}: {clean(repr(wrong))} is no pattern of a .gitignore")


def split(values: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of values that are repeated or separated by commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
