"""HUP403: two clients live where one would do, or a shared getter is asked in two ways."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import Fact, SeveralClients
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import shared
from hangup_rules.wording import call, finding, limit, noun


class SeveralClientsForOne(Rule):
    """Two clients are alive for one key and user, or a shared getter is called with different arguments.

    ## What it does

    Reports the second of two clients for the same key and user that live at the same time. It also reports a getter
    of one shared client that is called with another key or secret than elsewhere in the file, and a memoised getter
    that is called with different arguments, such as timeouts, each of which has a client of its own.

    ## Why is this bad?

    Two clients are two connections for one user, and every message arrives twice. A shared getter ignores what it is
    given after the first call: the client keeps the first key, and a secret that was left out at first stays missing.
    Which call comes first may depend on the request, so half of them fail.

    ## Example

    ```js
    const reader = StreamChat.getInstance(apiKey);
    const signer = StreamChat.getInstance(apiKey, secret);
    const token = signer.createToken(userId);
    ```

    ## Use instead

    ```js
    const server = StreamChat.getInstance(apiKey, secret);
    const token = server.createToken(userId);
    ```

    ## Known limits

    Getters are compared within one file.

    ## Fix safety

    Unsafe. Of two pools that are kept in variables of one block, the second becomes another name of the first. There is
    no fix where somebody closes one of them, nor for clients that connect as a user, which would do so twice. Which
    arguments of a shared getter are right is not in the code.
    """

    code = "HUP403"
    name = "several-clients"
    severity = Severity.WARNING

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, SeveralClients):
            return ()
        message = f"{call(fact)} makes a second client for the same key and user, each with {noun(fact.ref)} of its own"
        message, suggestion = message + limit(fact.ref), "share the first client"
        if fact.kept_apart:
            message = (
                f"{call(fact)} makes a client for each argument its getter is called with, and these do not say whom "
                f"it is for: several live side by side, each with {noun(fact.ref)} of its own"
            )
            suggestion = "let the getter take no such argument, and set it once"
        if fact.differing:
            message = (
                f"{call(fact)} is called with other arguments than before: it returns the first client and ignores them"
            )
            suggestion = "call it with the same arguments everywhere, or construct a client of its own here"
        return (finding(fact, self.severity, message, suggestion, shared(fact)),)
