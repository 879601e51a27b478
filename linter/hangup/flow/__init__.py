"""The analysis: from the IR of a file to facts. Knows no language, no library and no framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hangup.catalogue.matcher import Knowledge
    from hangup.flow.facts import Fact, Outcome
    from hangup.flow.verdicts.accounts import Account
    from hangup.flow.verdicts.judge import Judge
    from hangup.ir.program import Program

MORE_STEPS = 50_000
"""Steps that each further file of a program is worth."""
MOST_STEPS = 300_000
"""Steps that all further files are worth together; lives that find none left are looked at in their own files."""
MOST_STEPS_OF_A_PART = 150_000
"""The same, where some files of a program are looked at again for the sake of one."""


def analyse(program: Program, knowledge: Knowledge) -> Outcome:
    """What is found out about a program."""
    from hangup.flow.facts import Opened, Outcome, TooLong

    judge = _judged(program, knowledge)
    facts, log = _facts(judge), judge.log
    reached = (("acquire", log.acquires), ("create", log.creates.values()))
    opened = {Opened(e.span, kind, "/".join(e.ref.key)) for kind, events in reached for e in events}
    paths = {module.function: module.path for module in judge.machine.tables.modules}
    costly = [(file, needed) for file, lives in judge.exploration.costly.items() for needed in lives]
    too_long = [TooLong(paths[file], frozenset([paths[each] for each in needed])) for file, needed in costly]
    return Outcome(tuple(facts), frozenset(opened), tuple(too_long))


def explain(program: Program, knowledge: Knowledge) -> Account:
    """What is known of each place of a program where a connection is made, opened or closed."""
    from hangup.flow.verdicts.accounts import account

    judge = _judged(program, knowledge)
    return account(judge, _facts(judge))


def _judged(program: Program, knowledge: Knowledge) -> Judge:
    """The judge of a program that has been run."""
    # on first use: a run that analyses nothing need not load the machine
    from hangup.flow.execution.machine import Machine
    from hangup.flow.execution.running import SEMANTICS
    from hangup.flow.exploration.explore import Exploration
    from hangup.flow.verdicts.judge import Judge

    machine = Machine(program, knowledge, SEMANTICS)
    most = MOST_STEPS_OF_A_PART if program.is_part else MOST_STEPS
    machine.budget += min(MORE_STEPS * max(len(program.modules) - 1, 0), most)
    machine.knowledge = knowledge.for_file(
        machine.tables.all_modules, machine.tables.globals, [(r.package, r.releases) for r in program.requirements]
    )
    exploration = Exploration(machine)
    exploration.run()
    return Judge(exploration)


def _facts(judge: Judge) -> list[Fact]:
    """What the judge finds. What could not be followed to its end becomes a problem of the program."""
    from hangup.flow.verdicts.constructions import constructions
    from hangup.flow.verdicts.sessions import sessions
    from hangup.ir.program import SyntaxProblem

    found = [*judge.facts(), *constructions(judge), *sessions(judge)]
    for function in judge.exploration.exceeded:
        name = f"`{function.name}`" if function.name else "the code here"
        message = f"{name} has more paths than can be followed: split it, or exclude the file"
        judge.machine.program.problems.append(SyntaxProblem(function.name_span, message))
    return sorted(found, key=lambda fact: (fact.span, type(fact).__name__))
