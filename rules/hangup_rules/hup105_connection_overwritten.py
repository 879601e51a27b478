"""HUP105: the only handle of an open connection is written over, or another user connects over it."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import Fact, Overwritten
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import at_end, first, previous
from hangup_rules.wording import call, finding, limit, noun, opens, release_call, times


class ConnectionOverwritten(Rule):
    """A connection is replaced while it is open.

    ## What it does

    Reports a connect whose handle (a variable, field, ref) is assigned anew while the connection is open, and a connect
    for another user on a client that is still connected.

    ## Why is this bad?

    When the last handle is gone, nothing can close the connection any more: each new login leaves one behind. Where the
    client is the same and the user another, the library refuses the second connect or answers as the first user.

    ## Example

    ```python
    class ChatService:
        def login(self, user, token):
            self.client = make_client()
            self.client.connect_user(user, token)

        def logout(self):
            self.client.disconnect_user()
    ```

    ## Use instead

    ```python
    class ChatService:
        client = None

        def login(self, user, token):
            self.logout()
            self.client = make_client()
            self.client.connect_user(user, token)

        def logout(self):
            if self.client is not None:
                self.client.disconnect_user()
                self.client = None
    ```

    ## Known limits

    Containers are followed as a whole: a dictionary of clients is not reported when one key is set again.

    ## Fix safety

    Unsafe. The fix closes the old connection, and waits for that where it takes time, before the new one takes its
    place. A ref of a component is closed at the unmount as well. Whoever still uses the old client is cut off.
    """

    code = "HUP105"
    name = "connection-overwritten"
    severity = Severity.ERROR
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, Overwritten):
            return ()
        message = f"{opens(fact)} {times(fact.scope)}, and its handle is written over while it is open: nothing can"
        message = f"{message} close it any more{limit(fact.ref)}"
        suggestion = f"call {release_call(fact)} on the old client, and wait for it, before the new one takes its place"
        if fact.other_user:
            end = "is refused" if "throw" in fact.ref.resource.again else "leaves the first connection behind"
            message = f"{call(fact)} connects another user while {noun(fact.ref)} of the first user is open, and {end}"
            suggestion = f"wait for {release_call(fact)} before the next user connects"
        return (
            finding(
                fact, self.severity, message, suggestion, (*at_end(fact), *first(fact, fact.over), *previous(fact))
            ),
        )
