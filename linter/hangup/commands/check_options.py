"""The options of ``hangup check`` on the command line, by heading. Each is a field of ``CheckOptions``."""

from __future__ import annotations

import click

from hangup.bounds import MEGABYTES, SECONDS
from hangup.commands.base import Option, headed
from hangup.commands.report_options import complete, outputs
from hangup.config import CONFIDENCE, FAIL_ON
from hangup.reporters import FORMATS

ARGUMENTS: list[click.Parameter] = [
    click.Argument(["paths"], nargs=-1, type=click.Path(allow_dash=True, readable=False)),
]
"""A path that may not be read is a finding like any other: the others are checked."""

RULES = headed(
    "Rules",
    Option(["--select"], multiple=True, metavar="RULES", help="Rules in force: codes, prefixes, names, ALL."),
    Option(["--ignore"], multiple=True, metavar="RULES", help="Rules not in force; the more specific wins."),
    Option(["--extend-select"], multiple=True, metavar="RULES", help="Rules in force beside the selected ones."),
    Option(["--extend-ignore"], multiple=True, metavar="RULES", help="Rules not in force beside the ignored ones."),
    Option(
        ["--per-file-ignores"], multiple=True, metavar="PATTERN:RULES", help="Rules not in force in files that fit."
    ),
    Option(["--confidence"], type=click.Choice(list(CONFIDENCE)), help="Report from here up [default: medium]."),
    Option(["--preview"], is_flag=True, help="Know the SDKs that are off by default, too."),
)

FILES = headed(
    "Files",
    Option(["--exclude"], multiple=True, metavar="PATTERN", help="Leave files out, as in a .gitignore."),
    Option(["--force-exclude"], is_flag=True, help="Leave out excluded files even when they are named."),
    Option(["--stdin-filename"], metavar="PATH", help="The name of what is read from standard input (-)."),
    Option(["--show-files"], is_flag=True, help="List the files that would be checked, and check none."),
)

CONFIGURATION = headed(
    "Configuration",
    Option(
        ["--config"],
        multiple=True,
        metavar="FILE|KEY=VALUE",
        help="The one configuration file that counts, or a key in TOML.",
    ),
    Option(["--isolated"], is_flag=True, help="Read no configuration file."),
    Option(["--show-settings"], is_flag=True, help="Print the settings that hold for the paths, and check nothing."),
)

KNOWN = headed(
    "Known findings",
    Option(["--baseline"], metavar="FILE", help="Do not report the findings that this file lists."),
    Option(
        ["--update-baseline"], is_flag=True, help="Write the findings of now to the baseline, and drop mended ones."
    ),
    Option(["--since"], metavar="REV", help="Report what is new against this commit; REV... is where HEAD left REV."),
    Option(
        ["--add-ignore"],
        metavar="[=REASON]",
        bare="",
        help="Write a comment that suppresses each finding to the files.",
    ),
    Option(["--no-baseline"], is_flag=True, help="Report known findings too, whatever the configuration says."),
)

REPORT = headed(
    "Report",
    Option(
        ["--output-format"],
        multiple=True,
        metavar="FORMAT[=FILE]",
        default=("full",),
        callback=outputs,
        shell_complete=complete,
        help=f"How to report, and to which file; may be repeated: {', '.join(FORMATS)} [default: full].",
    ),
    Option(["--color"], type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour."),
    Option(["-q", "--quiet"], is_flag=True, help="Print findings only, no summary."),
    Option(["--statistics"], is_flag=True, help="Count the findings of each rule instead of printing them."),
)

FIXES = headed(
    "Fixes",
    Option(["--fix"], is_flag=True, help="Write the safe fixes into the files, and report what is left."),
    Option(["--unsafe-fixes"], is_flag=True, help="With --fix or --diff: those that need a look as well."),
    Option(["--diff"], is_flag=True, help="Write what --fix would change as a patch; exit with 1 if it would."),
)

RUN = headed(
    "Run",
    Option(["-w", "--watch"], is_flag=True, help="Check again whenever a file has changed, until Ctrl-C."),
    Option(
        ["-j", "--jobs"],
        type=click.IntRange(min=1),
        metavar="N",
        envvar="HANGUP_JOBS",
        help="At most so many processes, where there is enough to do [default: one for each processor].",
    ),
    Option(["--no-cache"], is_flag=True, envvar="HANGUP_NO_CACHE", help="Neither use nor keep earlier results."),
    Option(
        ["--cache-dir"],
        metavar="FOLDER",
        envvar="HANGUP_CACHE_DIR",
        help="Where results are kept [default: .hangup_cache beside .git].",
    ),
    Option(
        ["--time-limit"],
        type=click.FloatRange(min=0),
        metavar="SECONDS",
        envvar="HANGUP_TIME_LIMIT",
        default=SECONDS,
        help=f"Of processor time, for files that belong together; 0 for none [default: {SECONDS:g}].",
    ),
    Option(
        ["--memory-limit"],
        type=click.IntRange(min=0),
        metavar="MB",
        envvar="HANGUP_MEMORY_LIMIT",
        default=MEGABYTES,
        help=f"Of memory, for each process; 0 for none [default: {MEGABYTES}].",
    ),
)

GATE = headed(
    "Gate",
    Option(["--fail-on"], type=click.Choice(list(FAIL_ON)), help="Exit with 1 from here up [default: error]."),
    Option(
        ["--max-warnings"], type=click.IntRange(min=0), metavar="N", help="Exit with 1 when there are more warnings."
    ),
    Option(["--exit-zero"], is_flag=True, help="Exit with 0 whatever is found; errors of usage stay 2."),
)

ALL: list[click.Parameter] = [*ARGUMENTS, *RULES, *FILES, *CONFIGURATION, *KNOWN, *REPORT, *FIXES, *RUN, *GATE]
