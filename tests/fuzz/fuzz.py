"""``make fuzz``: mutates the fixtures at random and asks of every text what hangup owes to any.

``python tests/fuzz/fuzz.py [--number N] [--seconds S] [--seed SEED] [--only N] [--save FOLDER] [--jobs N]``
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fuzzing.campaign import MOST_SAVED, Tally, examine, fresh_seed, prepare, run, save

NUMBER = 2_000
EVERY = 30
"""Seconds between two words about how far it is."""


def main(arguments: list[str]) -> int:
    """Run, and say what came of it; the exit status is 1 when a promise was broken."""
    options = _options(arguments)
    seed = fresh_seed() if options.seed is None else options.seed
    tally = Tally()
    if options.only is not None:
        prepare()
        examine(seed, options.only, tally)
    else:
        last = options.start + options.number if options.number is not None else sys.maxsize
        if options.number is None and options.seconds is None:
            last = options.start + NUMBER
        spoke = time.time()
        for part in run(seed, range(options.start, last), options.seconds, options.jobs):
            tally.add(part)
            if time.time() - spoke > EVERY:
                spoke = time.time()
                print(f"{tally.inputs.total():,} inputs, {len(tally.problems)} problems", file=sys.stderr)
    for number, problem in sorted(tally.problems.items())[:MOST_SAVED]:
        place = save(options.save, seed, number, problem)
        print(f"{place}: {problem.splitlines()[0]}")
        if options.only is not None:
            print(problem)
    _summary(seed, tally)
    return 1 if tally.problems else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/fuzz/fuzz.py", description="Mutate the fixtures and see what breaks.")
    parser.add_argument("--number", type=int, help=f"how many inputs (without a time: {NUMBER:,})")
    parser.add_argument("--seconds", type=float, help="how long, whatever the number")
    parser.add_argument("--seed", type=int, help="what the inputs are made from; another one each time when not given")
    parser.add_argument("--start", type=int, default=0, help="the number of the first input")
    parser.add_argument("--only", type=int, help="look at the input of this number and no other")
    parser.add_argument("--save", type=Path, default=Path("build/fuzz"), help="where inputs that break a promise go")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes")
    return parser.parse_args(arguments)


def _summary(seed: int, tally: Tally) -> None:
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in tally.inputs.most_common())
    print(f"seed {seed}: {tally.inputs.total():,} inputs ({kinds})")
    print(f"{tally.unread:,} said to be unread (HUP900), {tally.findings:,} findings, {tally.fixes:,} fixes applied")
    print(f"slowest: {tally.slowest[0]:.2f} s (number {tally.slowest[1]})")
    print(f"{len(tally.problems):,} broke a promise")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
