"""Where hangup starts. In the plain case it has decided before anything heavy is imported.

Most runs are those of a hook, on a few files that name no connection. Reading these takes a tenth of the time it takes
to import what a check needs. So files are searched first, and whatever is not plain (a configuration, a plugin, a path
that is no file, a file that may name a connection) is checked as if nothing had happened. Options that are not listed
here are read by the command line, which takes as long to import as Python takes to start twice. What is printed and
the exit status are the same in each case.
"""

from __future__ import annotations

import os
import stat
import sys

from hangup.names import CONFIGURATIONS, DECLARATIONS, PYPROJECT, SUFFIXES, is_standard, suffix_of

TYPE_CHECKING = False
if TYPE_CHECKING:  # this module is imported by runs that take ten milliseconds: ``typing`` is not
    from hangup.commands.options import CheckOptions

_FLAGS = ("--force-exclude", "--isolated", "-q", "--quiet", "--no-cache")
_FORMAT = "--output-format"
_FORMATS = ("full", "concise", "grouped")
_VARIABLES = "HANGUP_"
"""How the variables begin that stand for options."""
_COMPLETION = "_HANGUP_COMPLETE"
_LARGEST = 1 << 20
_NEW_OBJECTS = 100_000


def main() -> None:
    """The command."""
    try:
        _run()
    except SystemExit as ended:
        if sys.argv[1:2] == ["check"] and (ended.code is None or isinstance(ended.code, int)):
            _leave(ended.code or 0)
        raise


def _run() -> None:
    try:
        status = quick(sys.argv[1:])
        if status is None:
            _collect_rarely()
            options = check_options(sys.argv[1:])
            status = _command_line() if options is None else _check(options)
    except (MemoryError, SystemError):  # an import that ends for want of memory may be either
        sys.stderr.write("hangup: error: there is not enough memory to start\n")
        status = 2
    except ImportError as error:
        if not (error.path or "").endswith((".so", ".pyd")):
            raise
        sys.stderr.write(f"hangup: error: a compiled module cannot be loaded: {error}\n")  # for want of memory, mostly
        status = 2
    sys.exit(status)


def _leave(status: int) -> None:
    """End at once. Python would take apart all that was made, which is a quarter of a check of one file.

    Returns where something is still to be done: there is another thread, or not all that was written can be handed on.
    """
    import atexit

    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        return
    atexit._run_exitfuncs()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] (there is no public way)
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit(status)


def _collect_rarely() -> None:
    """Look for garbage in cycles after so many new objects, in place of 700: what is imported and parsed stays."""
    import gc

    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])


def _command_line() -> int:
    from hangup.cli import main as command_line

    command_line()
    return 0


def _check(options: CheckOptions) -> int:
    for path in (options.paths or (os.curdir,))[:1]:
        if os.path.isdir(path):
            from hangup.project.git import begin

            begin(path)  # what is imported now takes as long
    from hangup.assembly import prefilter, registry, rule_pages, toolbox
    from hangup.commands.checking import check
    from hangup.commands.ending import status_of
    from hangup.commands.parts import Parts

    return status_of(lambda: check(Parts(registry, toolbox, prefilter, rule_pages), options))


def check_options(arguments: list[str]) -> CheckOptions | None:
    """What the command line would make of these arguments; None where it has to be asked."""
    given = _given(arguments)
    if given is None or any(name.startswith(_VARIABLES) for name in os.environ):
        return None
    from hangup.commands.options import CheckOptions
    from hangup.reporters.outputs import Output

    options, paths = given
    return CheckOptions(
        paths=tuple(paths),
        force_exclude="--force-exclude" in options,
        isolated="--isolated" in options,
        no_cache="--no-cache" in options,
        quiet="-q" in options or "--quiet" in options,
        output_format=(Output(options.get(_FORMAT, _FORMATS[0])),),
    )


def quick(arguments: list[str]) -> int | None:
    """The exit status of a check whose report says that all is clear; None where this has to be found out.

    Nothing has been written in that case.
    """
    given = _given(arguments)
    if given is None:
        return None
    options, paths = given
    try:
        count = _count_clear(paths, options)
        if not count:
            return None
        if "-q" not in options and "--quiet" not in options:
            sys.stdout.write(f"All clear: {count:,} file{'s' * (count != 1)} checked, 0 with connections.\n")
            sys.stdout.flush()
    except (OSError, ValueError):
        return None
    return 0


def _given(arguments: list[str]) -> tuple[dict[str, str], list[str]] | None:
    """The options and the paths of a check, where there are no others than those known here."""
    if arguments[:1] != ["check"] or _COMPLETION in os.environ:
        return None
    options: dict[str, str] = {}
    paths: list[str] = []
    left = list(reversed(arguments[1:]))
    while left:
        argument = left.pop()
        if not argument.startswith("-"):
            paths.append(argument)
        elif argument in _FLAGS:
            options[argument] = ""
        elif argument == _FORMAT and left and left[-1] in _FORMATS and argument not in options:
            options[argument] = left.pop()
        else:
            return None
    return options, paths


def _count_clear(paths: list[str], options: dict[str, str]) -> int:
    """How many files there are, none of which names a connection; 0 where this is not sure."""
    here = os.getcwd()
    if not paths or _is_configured([here], options):
        return 0
    found: set[str] = set()
    folders: set[str] = set()
    for path in dict.fromkeys(paths):
        if not _is_plain(path, options):
            return 0
        found.add(os.path.realpath(path) if len(paths) > 1 else path)
        folders.add(os.path.dirname(os.path.abspath(path)))
    words = None if _is_configured(folders, options) else _words()
    if words is None:
        return 0
    from hangup.project.prefilter import Prefilter
    from hangup.project.read import read

    prefilter = Prefilter(words)
    hints = prefilter.hints()
    texts = (read(path) for path in found)
    return 0 if any(prefilter.passes(d) or (hints is not None and hints.passes(d)) for d in texts) else len(found)


def _is_plain(path: str, options: dict[str, str]) -> bool:
    """Whether a path is a file that a front end reads and that nothing leaves out."""
    if (
        suffix_of(path) not in SUFFIXES
        or path.lower().endswith(DECLARATIONS)
        or not stat.S_ISREG(os.stat(path).st_mode)
    ):
        return False
    return "--force-exclude" not in options or not is_standard(os.path.relpath(path).replace(os.sep, "/"))


def _is_configured(folders: list[str] | set[str], options: dict[str, str]) -> bool:
    """Whether a configuration holds in one of these absolute folders."""
    if "--isolated" in options:
        return False
    seen: set[str] = set()
    for start in folders:
        folder = start
        while folder not in seen:
            seen.add(folder)
            for name in CONFIGURATIONS:
                path = os.path.join(folder, name)
                if os.access(path, os.F_OK) and (name != PYPROJECT or _mentions_hangup(path)):
                    return True
            folder = os.path.dirname(folder)
    return False


def _mentions_hangup(path: str) -> bool:
    from hangup.project.read import read

    data = read(path, _LARGEST)
    return len(data) > _LARGEST or b"hangup" in data


def _words() -> frozenset[bytes] | None:
    """The words of the catalogue, where they are known without reading it and no plugin adds others."""
    from hangup.installation import folder_of, kept_words, mentions_plugins

    rules = folder_of("hangup_rules")
    if rules is None or mentions_plugins(sys.path):
        return None
    return kept_words(os.path.join(rules, "catalogue", "sdks"))


if __name__ == "__main__":
    main()
