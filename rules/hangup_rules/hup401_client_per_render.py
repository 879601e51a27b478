"""HUP401: a client is constructed by code that renders or is rerun."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import CreatedPerRender, Fact
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import once
from hangup_rules.wording import call, finding, helper, limit, times


class ClientPerRender(Rule):
    """A client is constructed in every render, or in every rerun of a script.

    ## What it does

    Reports the construction of a client in the body of a component or hook, in an argument that is evaluated in every
    render (`useRef(new X())`, `useState(new X())`), and at the top of a script that is rerun.

    ## Why is this bad?

    Every render makes another client. Where it also connects, every one of them holds a connection, and this is an
    error. Where it does not, the clients are garbage at best; whatever depends on the client sees a new one each time.

    ## Example

    ```tsx
    function Messenger({ children }) {
      const client = new StreamChat(apiKey);
      return <Chat client={client}>{children}</Chat>;
    }
    ```

    ## Use instead

    ```tsx
    const client = StreamChat.getInstance(apiKey);

    function Messenger({ children }) {
      return <Chat client={client}>{children}</Chat>;
    }
    ```

    Or `useState(() => new StreamChat(apiKey))` for a client per component. In a script that is rerun:

    ```python
    @st.cache_resource
    def stream() -> Stream:
        return Stream.from_env()
    ```

    ## Known limits

    A getter that hands out one shared client is not reported.

    ## Fix safety

    Turning the argument of a hook that keeps it into a function is safe. Keeping the client in the state of the
    component is unsafe: it keeps the key it was constructed with. A client that connects goes into an effect that
    closes it, which is unsafe as well (HUP201). In Streamlit, a function under `cache_resource` keeps the client by
    what its construction reads, and all sessions share it: unsafe.
    """

    code = "HUP401"
    name = "client-per-render"
    severity = Severity.WARNING

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, CreatedPerRender):
            return ()
        message = f"{call(fact)} constructs a new client {times(fact.scope)}"
        message += (
            f", and each of them connects{limit(fact.ref)}" if fact.connects else ": the one before is thrown away"
        )
        suggestion = "construct it once: in the module, or in the code that runs at the mount"
        if fact.scope.running("rerun"):
            cache = helper(fact.ref, "decorator")
            cache = f"under {cache}" if cache else "whose result is kept between reruns"
            suggestion = f"construct it in a function {cache}; where it connects, with the user's id as an argument"
        elif fact.connects and (hook := helper(fact.ref)):
            suggestion = f"let {hook} construct and connect it, or do both in an effect with a clean-up"
        severity = Severity.ERROR if fact.connects else self.severity
        return (finding(fact, severity, message, suggestion, once(fact)),)
