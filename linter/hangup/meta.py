"""The rules about the analysis itself. The engine reports them; no fact leads to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hangup.model import Severity
from hangup.rule import Finding, Rule

if TYPE_CHECKING:
    from hangup.flow.facts import Fact


class _MetaRule(Rule):
    def check(self, fact: Fact) -> Iterable[Finding]:  # noqa: ARG002
        return ()


class NotAnalysedRule(_MetaRule):
    """A file, or a part of one, was not analysed.

    ## What it does

    Names every candidate file that hangup could not read, decode or parse, or that is over a stated limit: of size, of
    depth, of paths to follow, of time or of memory. The other files are checked all the same, and so is what the parser
    understood of this one.

    ## Why is this bad?

    A gate that cannot read a file must not pass: no findings in a file that was not analysed says nothing about it.

    ## Example

    ```python
    def open_chat(client:
        client.connect_user(user)
    ```

    ## Use instead

    Mend the syntax, save the file as UTF-8, or leave it out with `--exclude`.

    ## Known limits

    Files that name no connection are never parsed, so their syntax errors are not seen. This rule is in force
    whatever `--select` says and cannot be suppressed by a comment; `--ignore HUP900` switches it off.
    """

    code = "HUP900"
    name = "not-analysed"
    severity = Severity.ERROR


class UnusedSuppressionRule(_MetaRule):
    """A suppression suppresses nothing.

    ## What it does

    Reports `hangup: ignore[…]` and `hangup: file-ignore[…]` comments that name a rule which reports nothing there.

    ## Why is this bad?

    The fault has been mended or has moved. The comment stays, tells readers of a leak that is not there, and hides the
    next one.

    ## Example

    ```python
    async with join(call, user):  # hangup: ignore[HUP101] -- left by the caller
        ...
    ```

    ## Use instead

    ```python
    async with join(call, user):
        ...
    ```

    ## Known limits

    A rule that is not in force in this run counts as used, and so does every suppression in a file of which a part
    was not analysed (HUP900).
    """

    code = "HUP901"
    name = "unused-suppression"
    severity = Severity.WARNING


class MalformedSuppressionRule(_MetaRule):
    """A suppression names no rule, or one that does not exist.

    ## What it does

    Reports suppression comments without a code in brackets, and codes or names that fit no rule. Rules about the
    analysis itself (HUP9xx) cannot be suppressed by a comment, only with `--ignore`.

    ## Why is this bad?

    It does not do what its author meant. A bare form that suppresses everything would hide faults nobody has looked at.

    ## Example

    ```python
    client.connect_user(user)  # hangup: ignore
    ```

    ## Use instead

    ```python
    client.connect_user(user)  # hangup: ignore[HUP101] -- the process ends here
    ```
    """

    code = "HUP902"
    name = "malformed-suppression"
    severity = Severity.WARNING


META_RULES: tuple[type[Rule], ...] = (NotAnalysedRule, UnusedSuppressionRule, MalformedSuppressionRule)
