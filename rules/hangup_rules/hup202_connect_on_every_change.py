"""HUP202: an effect closes its connection and opens it again for nothing."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import Fact, ReacquiredOnEveryChange
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import stable
from hangup_rules.wording import call, finding, noun


class ConnectOnEveryChange(Rule):
    """A connection is closed and opened again although nothing has changed.

    ## What it does

    Reports a connect in an effect without a list of dependencies, or with a dependency that is a new object or function
    in every render, and a hook of a library that connects by itself and is given such an argument. The connection is
    closed each time: this is not a leak.

    ## Why is this bad?

    Every render ends the session and starts another. Where the connect sets a state, the new render starts the next
    connect, without end: `useCreateChatClient` with an inline token function was measured to connect 82 to 165 times in
    six seconds.

    ## Example

    ```tsx
    function Messenger({ userId }) {
      const client = useCreateChatClient({
        apiKey,
        tokenOrProvider: () => fetchToken(userId),
        userData: { id: userId },
      });
      return client ? <Chat client={client} /> : null;
    }
    ```

    ## Use instead

    ```tsx
    function Messenger({ userId }) {
      const tokenProvider = useCallback(() => fetchToken(userId), [userId]);
      const client = useCreateChatClient({ apiKey, tokenOrProvider: tokenProvider, userData: { id: userId } });
      return client ? <Chat client={client} /> : null;
    }
    ```

    ## Known limits

    A property is taken to be stable: whether the parent passes a new object in every render is not known here.

    ## Fix safety

    Moving a function out of the component, where it reads nothing of it, and keeping it with the hook of the framework
    are safe. Adding the list of dependencies to an effect is unsafe: it no longer runs after every render.
    """

    code = "HUP202"
    name = "connect-on-every-change"
    severity = Severity.WARNING
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, ReacquiredOnEveryChange):
            return ()
        known = fact.unstable not in ("", "…")
        value = f"`{fact.unstable}`" if known else "a dependency"
        why = f"{value} is a new value each time" if fact.unstable else "the effect has no list of dependencies"
        message = f"{call(fact)} closes {noun(fact.ref)} and opens it again after every render: {why}"
        kept = value if known else "the dependency"
        suggestion = f"keep {kept} the same between renders: declare it outside the component, or memoise it"
        if not fact.unstable:
            suggestion = "list what the connection depends on: the key, the user's id, the token"
        elif not fact.helper:
            suggestion += ", or depend on the id inside it"
        return (finding(fact, self.severity, message, suggestion, stable(fact)),)
