"""HUP501: a connect on the same client does not wait for the disconnect before it."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import Fact, UnsettledRelease
from hangup.model import Severity
from hangup.model.remedy import Await
from hangup.rule import Finding, Rule
from hangup_rules.wording import call, finding, noun


class ConnectBeforeDisconnectSettles(Rule):
    """A client connects again before its disconnect is done.

    ## What it does

    Reports a release that nobody waits for, where the same client connects again afterwards: the next line of a switch
    of users, or the next run of an effect whose clean-up released it.

    ## Why is this bad?

    The disconnect ends after the connect has begun, and clears the session that has just been made. Measured: the
    socket is healthy, messages arrive, and every request fails with "Both secret and user tokens are not set". Nothing
    leaks, and nothing works until the page is loaded again.

    ## Example

    ```ts
    async function switchUser(next, token) {
      client.disconnectUser();
      await client.connectUser(next, token);
    }
    ```

    ## Use instead

    ```ts
    async function switchUser(next, token) {
      await client.disconnectUser();
      await client.connectUser(next, token);
    }
    ```

    A clean-up cannot wait. Make a client per effect there, or queue the calls on the shared client:

    ```tsx
    let queue = Promise.resolve();
    const inTurn = (task) => (queue = queue.then(task, task));

    useEffect(() => {
      inTurn(() => client.connectUser({ id: userId }, token));
      return () => {
        inTurn(() => client.disconnectUser());
      };
    }, [userId, token]);
    ```

    ## Known limits

    Two handlers that the user starts one after the other are not compared.

    ## Fix safety

    Safe. The fix adds an `await` in front of the release, in a function that is `async` already.
    """

    code = "HUP501"
    name = "connect-before-disconnect-settles"
    severity = Severity.WARNING

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, UnsettledRelease):
            return ()
        message = (
            f"nothing waits for this release, and {call(fact)} follows on the same client. Each time, the release ends "
            f"late and takes the new session with it: {noun(fact.ref)} is open and every request fails"
        )
        suggestion = (
            "await the release before the connect, or queue both in one promise chain; in an effect, use one client "
            "per run"
        )
        return (finding(fact, self.severity, message, suggestion, (Await(site=fact.task or fact.span),)),)
