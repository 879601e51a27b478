"""HUP201: code that renders, or a script that is rerun, opens a connection."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import AcquiredInRender, Fact
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import after_mount, connected_once, in_effect, on_every_way
from hangup_rules.wording import finding, helper, key, limit, opens, release_call, times


class ConnectInRender(Rule):
    """A connection is opened while a component renders, or at the top of a script that is rerun.

    ## What it does

    Reports a connect in the body of a component or hook, in the function given to `useMemo`, in the initialiser of a
    state, and at the top level of a script that its framework runs again for every interaction.

    ## Why is this bad?

    Rendering happens again and again, may be thrown away half-way, and has no clean-up: nothing can close what it
    opens. Measured with a new client in the body of a component: four renders, four sockets; eight under StrictMode.
    A rerun script opens one at every click of every visitor.

    ## Example

    ```tsx
    function Messenger({ user, token }) {
      const client = new StreamChat(apiKey);
      client.connectUser(user, token);
      return <Chat client={client} />;
    }
    ```

    ## Use instead

    ```tsx
    function Messenger({ user, token }) {
      const client = useCreateChatClient({ apiKey, tokenOrProvider: token, userData: user });
      return client ? <Chat client={client} /> : null;
    }
    ```

    In a script that is rerun, connect in a function whose result is cached, with the user as its argument. Without
    the user in the key, everybody is connected as the first visitor:

    ```python
    @st.cache_resource
    def chat_for(user_id: str):
        client = make_client()
        client.connect_user({"id": user_id}, token_for(user_id))
        return client


    client = chat_for(st.session_state.user_id)
    ```

    ## Known limits

    A custom function that is called during rendering is followed within its file.

    ## Fix safety

    Unsafe. What one effect alone uses, and connects by itself, is constructed in that effect. Otherwise the connect
    moves into an effect with a client of its own and a clean-up. What the component renders with is
    kept in its state, and it renders nothing until the client is there. There is no fix for classes and hooks, nor
    where the client is used by more than what is returned. In a script that runs again, the construction and the
    connect go into a function whose result is kept, by the values they depend on. Where that is not to be written, the
    function or block that makes a client for itself closes it at its end, as in HUP101; each run still connects once.
    """

    code = "HUP201"
    name = "connect-in-render"
    severity = Severity.ERROR
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, AcquiredInRender):
            return ()
        if fact.scope.running("rerun"):
            message = f"{opens(fact)} {times(fact.scope)} and nothing closes it{limit(fact.ref)}"
            cache = helper(fact.ref, "decorator")
            cache = f"under {cache}" if cache else "whose result is kept between reruns"
            suggestion = f"connect in a function {cache}, with the user's id as an argument"
        else:
            often = f"in the first render with each {key(fact)}" if key(fact) else times(fact.scope)
            why = "and rendering has no clean-up that closes it"
            if fact.releases:
                why = "and what a render that is thrown away has opened, no clean-up closes"
            message = f"{opens(fact)} {often}, {why}{limit(fact.ref)}"
            hook = helper(fact.ref)
            suggestion = (
                f"connect after the mount, and call {release_call(fact)} at the unmount once the connect is done"
            )
            suggestion += f"; or let {hook} own the connection" if hook else ""
        remedies = (*in_effect(fact), *after_mount(fact), *connected_once(fact), *on_every_way(fact))
        return (finding(fact, self.severity, message, suggestion, remedies),)
