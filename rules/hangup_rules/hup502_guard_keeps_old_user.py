"""HUP502: a guard asks whether somebody is connected, and not who."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import Fact, StaleGuard
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import compared
from hangup_rules.wording import call, finding, release_call


class GuardKeepsOldUser(Rule):
    """A guard against connecting twice keeps the previous user.

    ## What it does

    Reports a connect behind a guard that asks whether the client is connected (`client.userID`, a flag, a ref) and not
    as whom, in code that runs again for another user. In Python also a connect as the user of a session, in a function
    whose result is kept for all sessions.

    ## Why is this bad?

    After a switch of users the guard skips the connect: the new user reads and writes as the old one. There is no error
    and no warning.

    ## Example

    ```tsx
    useEffect(() => {
      if (!client.userID) {
        void client.connectUser({ id: userId }, token);
      }
    }, [userId, token]);
    ```

    ## Use instead

    ```ts
    async function connectAs(userId, token) {
      if (client.userID === userId) return;
      if (client.userID) await client.disconnectUser();
      await client.connectUser({ id: userId }, token);
    }
    ```

    ## Known limits

    A guard whose flag is cleared in another file is taken for one that is not.

    ## Fix safety

    Unsafe. Where an `async` function asks the client for its user, the fix compares that with the user who is to
    connect, and waits for the release of anybody else. There is no fix for flags and refs, nor in effects.
    """

    code = "HUP502"
    name = "guard-keeps-old-user"
    severity = Severity.WARNING

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, StaleGuard):
            return ()
        message = (
            f"the guard before {call(fact)} asks whether somebody is connected and not who: whenever the user changes, "
            "the connect is skipped and the previous user stays connected, without an error"
        )
        suggestion = (
            "compare the connected user's id with the one that is wanted; if they differ, wait for "
            f"{release_call(fact)} and connect then"
        )
        if fact.kept:
            message = (
                f"the result of the function that calls {call(fact)} is kept for everybody: whoever comes first stays "
                "connected, and all others act as that user"
            )
            suggestion = "hand the user to the function, so that there is a client for each, or keep it in the session"
            return (finding(fact, self.severity, message, suggestion),)
        return (finding(fact, self.severity, message, suggestion, compared(fact)),)
