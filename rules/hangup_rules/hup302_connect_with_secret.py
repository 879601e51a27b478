"""HUP302: a client that holds the API secret connects as a user."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import AcquiredWithSecret, Fact
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import on_server
from hangup_rules.wording import call, finding, instead, noun, times


class ConnectWithSecret(Rule):
    """A client that holds the API secret connects as a user.

    ## What it does

    Reports a connect on a client that was given the secret at its construction.

    ## Why is this bad?

    On a server, the secret makes the connection needless. On a user's device, the secret is readable by everybody who
    has the page or the application, and whoever reads it may act as any user.

    ## Example

    ```js
    const client = StreamChat.getInstance(apiKey, secret);
    await client.connectUser({ id: "support" }, client.createToken("support"));
    ```

    ## Use instead

    ```js
    const server = StreamChat.getInstance(apiKey, secret);
    const token = server.createToken("support");
    ```

    The device connects with that token and without the secret:

    ```js
    const client = StreamChat.getInstance(apiKey);
    await client.connectUser({ id: "support" }, token);
    ```

    ## Known limits

    A secret that is passed on through another file is not seen.

    ## Fix safety

    Unsafe. On a server, the fix creates the user by the server's call in place of the connect, and the releases go. It
    is only shown, and never written, where the client makes other requests: they have to name the user they act as.
    So it is where the code does not spell out the user's fields: a server may set a role. There is no fix where the
    client is listened to, or on a user's device: the token has to come from a server that exists.
    """

    code = "HUP302"
    name = "connect-with-secret"
    severity = Severity.ERROR
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, AcquiredWithSecret):
            return ()
        why = "whoever gets at the secret may act as any user"
        suggestion = "construct the client without the secret, and fetch the user's token from your server"
        if fact.scope.on_server:
            why = "the secret signs every request, and no connection is needed"
            names = instead(fact.ref, "server")
            suggestion = f"use {names} here, and" if names else "let the user's device"
            suggestion += " connect on the user's device, with a token" if names else " connect, with a token"
        message = f"{call(fact)} opens {noun(fact.ref)} as a user {times(fact.scope)}, on a client with the API secret"
        return (finding(fact, self.severity, f"{message}: {why}", suggestion, on_server(fact)),)
