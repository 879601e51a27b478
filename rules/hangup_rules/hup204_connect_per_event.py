"""HUP204: every event opens a connection, with nothing that closes the one before."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import AcquiredPerEvent, Fact
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import on_every_way, previous
from hangup_rules.wording import finding, limit, manager, opens, release_call, remedy, times


class ConnectPerEvent(Rule):
    """A connection is opened whenever an event comes.

    ## What it does

    Reports a connect in an event handler or callback that neither looks whether a connection is there nor closes the
    one before. That another handler closes it (a button to leave) is not enough: the unmount does not.

    ## Why is this bad?

    Three clicks open three connections. Only a reload of the page closes them. A client that is shared by the whole
    program stays with one: this is a warning then.

    ## Example

    ```jsx
    function OpenChat({ user, token }) {
      const open = async () => {
        const client = new StreamChat(apiKey);
        await client.connectUser(user, token);
      };
      return <button onClick={open}>Chat</button>;
    }
    ```

    ## Use instead

    ```jsx
    function OpenChat({ user, token }) {
      const [wanted, setWanted] = useState(false);
      return wanted ? <Messenger user={user} token={token} /> : <button onClick={() => setWanted(true)}>Chat</button>;
    }
    ```

    `Messenger` opens the connection in an effect, and closes it in the clean-up.

    ## Known limits

    On mobile, a release where the user logs out is enough: the application has no page that goes away.

    ## Fix safety

    Unsafe. What follows the connect in the handler goes into `try … finally` with the release, or in Python
    under the `async with` that opens and closes. Where a variable, a field, a ref or a state keeps the client for
    later, the previous one is closed when another takes its place, and in a component at the unmount as well. There is
    no fix where the client comes from outside of the handler, goes to something else that is not seen to close it, or
    would be closed while it may still be opening and cannot be.
    """

    code = "HUP204"
    name = "connect-per-event"
    severity = Severity.ERROR
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, AcquiredPerEvent):
            return ()
        message = f"{opens(fact)} {times(fact.scope)}, and nothing closes it{limit(fact.ref)}"
        if fact.is_shared:
            closer = "only another handler" if fact.by_hand else "nothing"
            message = (
                f"{opens(fact)} {times(fact.scope)}, and {closer} closes it: the client is shared, so one stays open"
            )
        elif fact.by_hand:
            message = (
                f"{opens(fact)} {times(fact.scope)}, and only another handler closes it: the next one and the unmount "
                f"leave it open{limit(fact.ref)}"
            )
        suggestion = (
            f"call {release_call(fact)} and wait for it before the next connect, or only note in the handler that a "
            "connection is wanted, and let one owner open and close it"
        )
        suggestion = remedy(fact) if manager(fact.ref) else suggestion
        severity = Severity.WARNING if fact.is_shared else self.severity
        return (finding(fact, severity, message, suggestion, (*on_every_way(fact), *previous(fact))),)
