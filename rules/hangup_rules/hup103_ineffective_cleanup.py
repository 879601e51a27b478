"""HUP103: a clean-up exists and cannot close the connection it is meant for."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import Fact, IneffectiveCleanup
from hangup.model import Severity
from hangup.model.remedy import Rename
from hangup.rule import Finding, Rule
from hangup_rules.remedies import at_end, awaited, on_every_way
from hangup_rules.wording import finding, is_mounted, limit, opens, release_call, remedy, times

_WHY = {
    "null": "{it} is called on a value that is still empty at that time",
    "unresolved": "{it} is called on a name that is not declared there, which {error}",
    "other": "{it} is called on another client",
    "last": "{it} is called on the client of the last turn, whose variable all turns share",
    "guard": "{it} stands behind a condition that is not true at that time",
    "wrong-arguments": "{it} is called for another key than was connected",
    "finished": "{it} is called where the connection is not open",
    "not-awaited": "{it} is not awaited, so it never runs",
    "not-called": "{it} is named and not called",
    "handed-back": "it gives back the function that would close it, and does not call that",
    "partial": "{it} closes the socket and keeps the session",
    "step": "{it} is one step of several and leaves the connection open",
    "misspelt": "it stands in a method that nobody calls, where {it} would be called",
    "inner": "{it} stands in a function that nobody calls",
    "too-late": "{it} stands in a function that is registered behind an `await`, and nobody calls it",
    "overridden": "the derived class has {it} as well, which takes the place of the one that closes it",
    "async": "{it} stands in a function that an async function returns, and nobody calls it",
}

_CURE = {
    "null": "keep the client in a variable of the code that connects it, and close that: {remedy}",
    "guard": "keep the client in a variable of the code that connects it, and drop that condition: {remedy}",
    "unresolved": "declare the client where its release sees it too: {remedy}",
    "other": "close the client that connects: {remedy}",
    "last": "declare the variable for each turn (`const`, or a function of its own): {remedy}",
    "not-awaited": "await it: {release}",
    "not-called": "call it: {remedy}",
    "handed-back": "call it: {remedy}",
    "partial": "end the session as well: {remedy}",
    "step": "call {release} there as well",
    "wrong-arguments": "release with the key that was connected",
    "misspelt": "rename the method to {it}",
    "overridden": "call the method of the base class there, last (`super()`)",
    "inner": "do it in the outer function, not in an inner one: {remedy}",
    "too-late": "register it before the first `await`, and keep the client in a variable that both see: {remedy}",
    "async": "start the connect in a function that is not async: {remedy}",
}
"""What to do, where it is not the same for all."""


class CleanupWithoutEffect(Rule):
    """A clean-up is there and does not close the connection.

    ## What it does

    Reports a connection whose clean-up exists and cannot work:

    * it reads a state variable that was still `null` when the clean-up was made
    * it uses a name that is not in scope there
    * it closes another client than the one that connects, such as that of the last turn of a loop, for each turn
    * it is returned by an inner or an `async` function, or registered behind an `await`: the framework never sees it
    * it names the method without calling it, or calls a coroutine without `await`
    * it closes the socket only and keeps the session
    * it stands in a life-cycle method with a misspelt name
    * it stands in a method of a base class, and a derived class has one of that name which does not call it

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

    Renaming a misspelt life-cycle method and awaiting a release are safe. The other fixes are unsafe: the clean-up is
    put together anew around the client that connects, what did not work is taken away, and the clean-up waits for the
    connect, or the hook of the library takes the place of the effect. See HUP101. A `finally` in Python that released
    something else, or under a condition that never holds, gets the release in its place.
    """

    code = "HUP103"
    name = "ineffective-cleanup"
    severity = Severity.ERROR
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, IneffectiveCleanup):
            return ()
        mounted = is_mounted(fact)
        words = {
            "it": f"`{fact.release}`",
            "error": "throws a ReferenceError" if mounted else "raises an error",
            "release": release_call(fact),
            "remedy": remedy(fact),
        }
        why = _WHY.get(fact.reason, "{it} does not reach this connection").format(**words)
        meant = "its clean-up" if mounted else "the release that is there"
        message = f"{opens(fact)} {times(fact.scope)}, and {meant} does not close it: {why}{limit(fact.ref)}"
        cure = _CURE.get(fact.reason, "{remedy}")
        if not mounted and "{remedy}" in cure:
            cure = "{remedy}"
        remedies = at_end(fact, fact.attempt) or on_every_way(fact, fact.attempt)
        if fact.attempt and fact.reason == "not-awaited":
            remedies = (*awaited(fact, fact.attempt), *remedies)
        if fact.reason == "overridden":
            remedies = ()
        if fact.attempt and fact.reason == "misspelt":
            remedies = (Rename(site=fact.attempt, name=fact.release),)
        return (finding(fact, self.severity, message, cure.format(**words), remedies),)
