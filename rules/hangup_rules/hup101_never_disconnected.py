"""HUP101: a connection is opened and no end of its owner's life closes it."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import Fact, NeverReleased
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import at_end, on_every_way
from hangup_rules.wording import call, finding, key, limit, noun, opens, remedy, times


class NeverDisconnected(Rule):
    """A connection is opened and never closed.

    ## What it does

    Follows every connection from the call that opens it to the end of its owner: the clean-up of an effect, the ways
    out of a function, the method that ends the life of an object. It reports the call when none of them closes it.

    ## Why is this bad?

    The socket outlives the code that opened it. It sends health checks, reconnects by itself when the server drops
    it, and keeps its user online. Where the code runs again, one more is opened each time: five mounts of the example
    below leave five open. Services allow a fixed number of connections per user and bill the rest.

    A client that is shared by the whole program opens one connection only. Where it is connected once per mount this
    is a warning. So is one that the cell of a notebook opens: each run of the cell opens another, until the kernel
    ends.

    ## Example

    ```tsx
    useEffect(() => {
      const initChat = async () => {
        const client = new StreamChat(apiKey);
        await client.connectUser({ id: currentUser.id }, token);
        setChatClient(client);
      };

      void initChat();
    }, [currentUser]);
    ```

    ## Use instead

    ```tsx
    useEffect(() => {
      const client = new StreamChat(apiKey);
      const connecting = client.connectUser({ id: currentUser.id }, token);
      connecting.then(() => setChatClient(client));

      return () => {
        setChatClient(null);
        void connecting.then(() => client.disconnectUser());
      };
    }, [currentUser.id, token]);
    ```

    Or let the library own the connection: `useCreateChatClient` with a token that is the same in every render. In
    Python:

    ```python
    async with await rtc.join(call, user_id) as connection:
        await connection.wait()
    ```

    ## Known limits

    A client that is returned, kept in a field or passed on belongs to whoever holds it then. The release is looked
    for there as far as this file shows it.

    ## Fix safety

    Unsafe. In an effect, the fix returns a clean-up that waits for the connect and then closes the client. Where
    the client is local to an inner function it moves out of it, or leaves a function behind that closes it. A
    shared client is replaced by one of the effect's own, and a connect behind an `await` asks first whether the
    effect has ended. Where the library has a hook that does what the effect does, and nothing more is done, the
    hook takes its place. There is no fix where the effect opens only if something holds that is none of its
    dependencies. In a class, the method for the end of the life closes. In a function that makes a client for
    itself, what follows goes into `try … finally`. What else holds the client gets a closed one when the effect
    ends, so read the diff. A client of the module is connected and closed in turn, by a queue of promises, and so is
    a shared one that the file asks for elsewhere as well, or that another file makes. A guard that asks whether
    somebody is connected, or whether the effect has run before, goes: the clean-up would leave it shut. There is no
    fix where such a flag is asked elsewhere or the client is put into a variable of the module, and only a suggested
    one where the client is made in rendering or comes as a prop.

    In Python, what follows goes under the `async with` that opens and closes the connection, where the library has
    one. There is no fix where a function hands the client on, lets it call back, or does not use it any more: the
    connection is meant to stay.
    """

    code = "HUP101"
    name = "never-disconnected"
    severity = Severity.ERROR
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, NeverReleased):
            return ()
        message = f"{opens(fact)} {times(fact.scope)} and nothing closes it"
        if fact.bounded and not fact.scope.running("cell"):
            message = f"{call(fact)} opens one {fact.ref.resource.noun} that stays open {_until(fact)}"
        elif fact.is_shared:
            message = f"{call(fact)} opens {noun(fact.ref)} that nothing closes, and runs again {times(fact.scope)}"
            if key(fact):
                message += f": one stays open for each {key(fact)}"
            elif "throw" in fact.ref.resource.again:
                message += ": the client keeps the first user"
        severity = Severity.WARNING if fact.bounded else self.severity
        return (finding(fact, severity, message + limit(fact.ref), remedy(fact), at_end(fact) or on_every_way(fact)),)


def _until(fact: NeverReleased) -> str:
    """How long one connection stays open: some other code of a component may close it, such as a sign-out."""
    root = fact.scope.root
    if fact.releases and root.kind == "component":
        return f"when {root.label} is unmounted, until other code closes it"
    return "until the program ends"
