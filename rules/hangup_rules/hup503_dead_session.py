"""HUP503: code goes on with a client whose session another owner has ended."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import DeadSession, Fact
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import left_to_owner
from hangup_rules.wording import finding, release_call


class DisconnectedWhileInUse(Rule):
    """A client is used on after somebody else has disconnected it.

    ## What it does

    Reports a release of a shared client by one of several users of it, and a clean-up that closes only the socket of a
    client that connects again later. In Python also a request, task or job that closes for good a client the process
    keeps, where the next run of it goes on with that client.

    ## Why is this bad?

    When one component leaves, the others are left with a client without a session: their requests fail, and no message
    arrives. After a close of the socket alone the client believes it is connected: the next connect returns the old
    promise and opens no socket.

    ## Example

    ```tsx
    function Badge({ client }) {
      useEffect(() => {
        return () => {
          void client.disconnectUser();
        };
      }, [client]);
      return <Unread client={client} />;
    }
    ```

    ## Use instead

    Whoever connects the client disconnects it. The others take it and leave it:

    ```tsx
    function Badge({ client }) {
      return <Unread client={client} />;
    }
    ```

    The same in Python: a job that closes the client of the process leaves a closed one to all others. What is made once
    is closed once, when the process ends.

    ```python
    @lru_cache
    def stream():
        return Stream(api_key=KEY, api_secret=SECRET)


    def nightly_report():
        return stream().chat.query_channels()
    ```

    ## Known limits

    Who else uses a client is known within one file, for components that are handed it, and for clients that a context
    hands out. A request, task or job in Python is compared with its own next run, and not with those of others.

    ## Fix safety

    Unsafe. The release goes, with the clean-up and the promise that only served it. There is no fix where the code
    connects the client itself, or where nobody else is left who closes it.
    """

    code = "HUP503"
    name = "dead-session"
    severity = Severity.WARNING

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, DeadSession):
            return ()
        message = (
            "this releases a client that others use as well: whenever it runs, their session ends and what they "
            "do with the client fails"
        )
        suggestion = "leave the release to whoever connects the client"
        if fact.partial:
            message = (
                f"this closes the {fact.ref.resource.noun} and keeps the session: after it has run, the next connect "
                "takes the connection for open and opens none"
            )
            suggestion = f"call {release_call(fact)} instead, and wait for it"
        return (finding(fact, self.severity, message, suggestion, left_to_owner(fact)),)
