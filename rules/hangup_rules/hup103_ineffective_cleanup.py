"""HUP103: a clean-up exists and cannot close the connection it is meant for."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import Fact, IneffectiveCleanup
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.wording import closing, finding, limit, opens, release_call, remedy, times

_WHY = {
    "null": "{it} is called on a value that is still empty when the clean-up captures it",
    "unresolved": "{it} is called on a name that is not declared there, which throws a ReferenceError",
    "other": "{it} is called on another client",
    "guard": "{it} stands behind a condition that is not true at that time",
    "wrong-arguments": "{it} is called for another key than was connected",
    "finished": "{it} is called where the connection is not open",
    "not-awaited": "{it} is not awaited, so it never runs",
    "not-called": "{it} is named and not called",
    "partial": "{it} closes the socket and keeps the session",
    "misspelt": "it stands in a method that nobody calls, where {it} would be called",
    "inner": "{it} stands in a function that nobody calls",
    "async": "{it} stands in a function that an async function returns, and nobody calls that",
}

_CURE = {
    "null": "keep the client in a variable of the code that connects it, and return a clean-up that {closing}",
    "unresolved": "declare the client where the clean-up sees it too, and return one that {closing}",
    "other": "close the client that connects, in a clean-up that {closing}",
    "not-awaited": "await it: {release}",
    "not-called": "call it, in a clean-up that {closing}",
    "partial": "return a clean-up that {closing}",
    "guard": "drop the condition, in a clean-up that {closing}",
    "wrong-arguments": "release with the key that was connected",
    "misspelt": "rename the method to {it}",
    "inner": "return the clean-up from the outer function, which is asked for it; one that {closing}",
    "async": "start the connect in a function that is not async, and return from it a clean-up that {closing}",
}


class CleanupWithoutEffect(Rule):
    """A clean-up is there and does not close the connection.

    ## What it does

    Reports a connection whose clean-up exists and cannot work:

    * it reads a state variable that was still `null` when the clean-up was made
    * it uses a name that is not in scope there
    * it closes another client than the one that connects
    * it is returned by an inner or an `async` function, and the framework never sees it
    * it names the method without calling it, or calls a coroutine without `await`
    * it closes the socket only and keeps the session
    * it stands in a life-cycle method with a misspelt name

    ## Why is this bad?

    It looks right, and the connection leaks as if there were no clean-up: five mounts of the example leave five
    sockets open. Most of these faults are silent. A name out of scope is not: the unmount throws a `ReferenceError`,
    and React removes the whole page.

    ## Example

    ```jsx
    useEffect(() => {
      const initChat = async () => {
        const client = new StreamChat(apiKey);
        await client.connectUser({ id: currentUser.id }, token);
        setChatClient(client);
      };

      initChat();

      return () => client.disconnectUser();
    }, []);
    ```

    ## Use instead

    ```jsx
    useEffect(() => {
      const client = new StreamChat(apiKey);
      const connecting = client.connectUser({ id: currentUser.id }, token);
      connecting.then(() => setChatClient(client));

      return () => {
        connecting.then(() => client.disconnectUser());
      };
    }, []);
    ```

    Moving `client` out of `initChat` and calling `disconnectUser` at once is not enough: an unmount during the
    handshake leaves the socket open (HUP104).

    ## Known limits

    A value that another file sets is taken to be what it should be.

    ## Fix safety

    There is no machine fix: the clean-up has to be put together anew, and only its author knows which client it
    was meant for.
    """

    code = "HUP103"
    name = "ineffective-cleanup"
    severity = Severity.ERROR

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, IneffectiveCleanup):
            return ()
        it = f"`{fact.release}`"
        why = _WHY.get(fact.reason, "{it} does not reach this connection").format(it=it)
        cure = _CURE.get(fact.reason, "{remedy}")
        suggestion = cure.format(it=it, remedy=remedy(fact), closing=closing(fact), release=release_call(fact))
        message = f"{opens(fact)} {times(fact.scope)}, and its clean-up does not close it: {why}{limit(fact.ref)}"
        return (finding(fact, self.severity, message, suggestion),)
