"""HUP303: users are connected one by one, to create them."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import AcquiredToCreate, Fact
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import in_batch
from hangup_rules.wording import call, finding, instead, noun


class ConnectToCreateUsers(Rule):
    """Users are connected one by one to create or import them.

    ## What it does

    Reports a connect for every element of a list of users, in server code and scripts.

    ## Why is this bad?

    A connection is a handshake, an active user and a concurrent connection, for each of them. On one client the second
    user is refused; with a client for each, as many sockets stay open as there are users. The batch call creates them
    all in one request.

    ## Example

    ```js
    for (const user of users) {
      const client = new StreamChat(apiKey);
      await client.connectUser(user, server.createToken(user.id));
    }
    ```

    ## Use instead

    ```js
    await server.upsertUsers(users);
    ```

    ## Known limits

    How many users one request may carry is the service's business: split long lists.

    ## Fix safety

    Unsafe. The fix creates all users by one call in front of the loop, or in the place of callbacks that only connect.
    The call is one of the server's, so there is a fix only where the client holds the secret. Services limit how many
    users one call may create.
    """

    code = "HUP303"
    name = "connect-to-create-users"
    severity = Severity.ERROR
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, AcquiredToCreate):
            return ()
        message = (
            f"{call(fact)} opens {noun(fact.ref)} for every user of the loop, which counts each as active and connected"
        )
        names = instead(fact.ref, "users") or instead(fact.ref, "server")
        suggestion = (
            f"call {names} once for all users" if names else "create the users in one batch, without connecting"
        )
        return (finding(fact, self.severity, message, suggestion, in_batch(fact) if fact.secret else ()),)
