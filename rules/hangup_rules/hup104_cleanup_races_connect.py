"""HUP104: a clean-up can run while the connect is pending, and misses the connection then."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import CleanupRaces, Fact
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import at_end
from hangup_rules.wording import call, finding, is_mounted, limit, noun, release_call, remedy


class CleanupRacesConnect(Rule):
    """The clean-up can run before the connection is there.

    ## What it does

    Plays the end of an owner's life at every moment while the connect is pending. It reports a connect that is still
    open, or opens later, after the clean-up has run. In Python an owner is an object whose method starts a task that
    connects, and which another method closes. It is an error where the clean-up cannot see the client before
    the connect is done: a ref or a variable that is set only afterwards.

    ## Why is this bad?

    A release during the handshake finds no open socket, drops its reference to the one that is opening, and the socket
    opens all the same. Of 42 measured clean-ups, the 28 that did not wait for the connect left one socket open when
    the component went away during the handshake; the 14 that waited left none. React's StrictMode does this at every
    mount in development; a fast tap on a back button does it in production.

    ## Example

    ```tsx
    useEffect(() => {
      const client = new StreamChat(apiKey);
      void client.connectUser({ id: userId }, token);

      return () => {
        void client.disconnectUser();
      };
    }, [userId, token]);
    ```

    ## Use instead

    ```tsx
    useEffect(() => {
      const client = new StreamChat(apiKey);
      const connecting = client.connectUser({ id: userId }, token);

      return () => {
        void connecting.then(() => client.disconnectUser());
      };
    }, [userId, token]);
    ```

    With a token that has to be fetched first, ask after the fetch whether the effect is still wanted:

    ```tsx
    useEffect(() => {
      let wanted = true;
      const client = new StreamChat(apiKey);
      const connecting = fetchToken(userId).then((token) => {
        if (wanted) return client.connectUser({ id: userId }, token);
      });

      return () => {
        wanted = false;
        void connecting.then(() => client.disconnectUser());
      };
    }, [userId]);
    ```

    A client made by `getInstance` is shared by both runs of the effect under StrictMode: the first clean-up ends the
    connection of the second run. Make one client per effect, use `useCreateChatClient`, or queue all connects and
    disconnects of the shared client in one promise chain.

    ## Known limits

    Libraries whose client queues connect and disconnect by itself are not reported; the catalogue says which do.

    ## Fix safety

    Unsafe. The fix keeps the promise of the connect and lets the clean-up wait for it, or leaves both to the hook of
    the library where an effect does what that does. A connect behind an `await` asks
    first whether the effect has ended. A client that others share is replaced by one of the effect's own. A client
    of the module is connected and closed in turn, by a queue of promises. Where the client is made in rendering or
    comes as a prop the fix is shown and not applied: under StrictMode, two runs of the effect would share it.
    """

    code = "HUP104"
    name = "cleanup-races-connect"
    severity = Severity.WARNING
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, CleanupRaces):
            return ()
        why = f"{release_call(fact)} does not wait for it"
        suggestion = remedy(fact)
        if fact.late:
            why = "it starts after an `await`, when the clean-up may have run already"
            suggestion = (
                f"set a flag in the clean-up and ask for it after each `await` before the connect; {suggestion}"
            )
        elif fact.passed_over:
            why = "the clean-up closes it only when it is open"
            suggestion = "close it in the clean-up whatever its state is"
        elif fact.unseen:
            why = "the clean-up cannot see the client until the connect is done"
        end = "an unmount or change" if is_mounted(fact) else "a close"
        message = f"{end} while {call(fact)} is pending leaves {noun(fact.ref)} open each time: {why}{limit(fact.ref)}"
        severity = Severity.ERROR if fact.unseen else self.severity
        return (finding(fact, severity, message, suggestion, at_end(fact)),)
