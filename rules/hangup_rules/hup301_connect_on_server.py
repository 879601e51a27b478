"""HUP301: server code opens a user's connection."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import AcquiredOnServer, Fact
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import on_server
from hangup_rules.wording import finding, instead, limit, opens, times


class ConnectOnServer(Rule):
    """A server connects as if it were a user's device.

    ## What it does

    Reports a client's connect in a request handler, a server component or action, a server script or a background
    task. A connect that is closed on every way out is a warning.

    ## Why is this bad?

    A server needs no socket to create tokens, users, channels or messages: it signs requests with the secret. A
    connection costs a handshake in every request, shows the user as online and counts as an active user and a
    concurrent connection, so it is billed. Requests that run at once on one client refuse or disconnect each
    other's users.

    ## Example

    ```js
    app.post("/token", async (req, res) => {
      const client = new StreamChat(apiKey);
      await client.connectUser({ id: req.body.id }, client.devToken(req.body.id));
      res.json({ connected: true });
    });
    ```

    ## Use instead

    ```js
    const server = StreamChat.getInstance(apiKey, secret);

    app.post("/token", async (req, res) => {
      await server.upsertUsers([{ id: req.user.id }]);
      res.json({ token: server.createToken(req.user.id) });
    });
    ```

    ## Known limits

    A class of the program itself that registers its peers (`connect_user` and `disconnect_user` on a connection
    manager) is no client of a service and is not reported. Neither is a client whose options allow the use.

    ## Fix safety

    Unsafe. Where the file has a client with the secret, that one creates the user in place of the connect, and the
    client that connected goes, if it did nothing else. In other places the fix is shown and never written: it creates
    the user by the server's call and hands the secret to the client. How the secret is called on your server, and as
    whom the requests that follow act, is yours to say. There is none where the client is listened to, or the SDK has
    another client for servers.
    """

    code = "HUP301"
    name = "connect-on-server"
    severity = Severity.ERROR
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, AcquiredOnServer):
            return ()
        end = "closes it again" if fact.paired else "nothing closes it"
        billing = fact.ref.sdk.limits.billing
        message = f"{opens(fact)} on the server {times(fact.scope)} and {end}" + (
            f": each one counts towards {billing}" if billing else limit(fact.ref)
        )
        names = instead(fact.ref, "server")
        suggestion = f"use {names}: no connection is needed" if names else "leave connecting to the user's device"
        severity = Severity.WARNING if fact.paired else self.severity
        return (finding(fact, severity, message, suggestion, on_server(fact)),)
