"""What a user can ask of ``hangup check``, however it is read."""

from __future__ import annotations

from hangup.bounds import MEGABYTES, SECONDS
from hangup.records import dataclass
from hangup.reporters.outputs import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What was given on the command line. None and () mean: not given. The other defaults are those of the options."""

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[str, ...] = ()
    confidence: str | None = None
    preview: bool = False
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    stdin_filename: str | None = None
    show_files: bool = False
    config: tuple[str, ...] = ()
    isolated: bool = False
    show_settings: bool = False
    baseline: str | None = None
    update_baseline: bool = False
    no_baseline: bool = False
    since: str | None = None
    add_ignore: str | None = None
    output_format: tuple[Output, ...] = (Output("full"),)
    color: str = "auto"
    quiet: bool = False
    statistics: bool = False
    watch: bool = False
    jobs: int | None = None
    no_cache: bool = False
    cache_dir: str | None = None
    time_limit: float = SECONDS
    memory_limit: int = MEGABYTES
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    fail_on: str | None = None
    max_warnings: int | None = None
    exit_zero: bool = False
