"""HUP203: each turn of a loop or timer opens a connection and does not close it."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import AcquiredInLoop, Fact
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import on_every_way
from hangup_rules.wording import finding, instead, limit, manager, opens, release_call


class ConnectInLoopOrTimer(Rule):
    """A connection is opened in every turn of a loop or timer and not closed in the same turn.

    ## What it does

    Reports a connect in a loop, a comprehension, a callback that is called for every element, a timer, or a job that a
    scheduler starts again and again, where the turn ends with the connection open. A turn that closes it on some of its
    ways is HUP102, one whose release misses it HUP103.

    ## Why is this bad?

    The number of open connections grows with the number of turns. A timer of one second reaches a limit of 50
    connections in less than a minute. On one client that is shared by all turns, the second user is refused.

    ## Example

    ```js
    for (const user of users) {
      const client = new StreamChat(apiKey);
      await client.connectUser({ id: user.id }, user.token);
      await announce(client);
    }
    ```

    ## Use instead

    ```js
    for (const user of users) {
      const client = new StreamChat(apiKey);
      try {
        await client.connectUser({ id: user.id }, user.token);
        await announce(client);
      } finally {
        await client.disconnectUser();
      }
    }
    ```

    ## Known limits

    Clients that are collected in a list and closed together afterwards may be reported: a failure in a later turn
    leaves the earlier ones open.

    ## Fix safety

    Unsafe. What follows the connect in the same turn goes into `try … finally` with the release, or in Python
    under the `async with` that opens and closes. There is no fix where the client comes from outside of the turn, is
    handed on, gets a callback, or is not used by what follows: its connection is meant to stay.
    """

    code = "HUP203"
    name = "connect-in-loop-or-timer"
    severity = Severity.ERROR
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, AcquiredInLoop):
            return ()
        message = f"{opens(fact)} in every {fact.turn} and does not close it in the same one{limit(fact.ref)}"
        way = manager(fact.ref)
        suggestion = f"hold it in {way}" if way else f"call {release_call(fact)} in a `finally` at the end"
        suggestion += f" of every {fact.turn}" if not way else f" in every {fact.turn}"
        batch = instead(fact.ref, "users")
        suggestion += f"; to create users, call {batch} once" if batch and "loop" in fact.turn else ""
        return (finding(fact, self.severity, message, suggestion, on_every_way(fact)),)
