"""HUP402: a client is constructed per request, task, event or turn of a loop."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import CreatedPerRun, Fact
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import once
from hangup_rules.wording import call, finding


class ClientPerRequest(Rule):
    """A client is constructed per request, task, event or turn of a loop.

    ## What it does

    Reports the construction of a client where one for the whole process would do.

    ## Why is this bad?

    A client holds a pool of connections and whatever it has learnt: the pool is not used again, every run pays for new
    handshakes, and pools that nobody closes stay open until the garbage collector comes.

    ## Example

    ```python
    @app.post("/token")
    def token(user_id: str):
        client = Stream(api_key=KEY, api_secret=SECRET)
        return {"token": client.create_token(user_id)}
    ```

    ## Use instead

    ```python
    client = Stream(api_key=KEY, api_secret=SECRET)


    @app.post("/token")
    def token(user_id: str):
        return {"token": client.create_token(user_id)}
    ```

    ## Known limits

    A client per tenant may be what is meant. It is left alone where it is made of what the function is called with, or
    of what was looked up with that. Elsewhere (the key stands in the request) keep the clients in a dictionary by
    tenant, or ignore the finding with a reason.

    ## Fix safety

    Unsafe. The construction moves to the module, or in front of the loop, so that all runs share the client. In Python
    it goes into a function under `functools.cache` where the client belongs to the event loop, or reads what is not
    there when the module is imported. There is no fix where it reads something of the run, or where the run connects
    or closes the client.
    """

    code = "HUP402"
    name = "client-per-request"
    severity = Severity.WARNING

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, CreatedPerRun):
            return ()
        pooled = any(create.connects == "lazy-pool" for create in fact.ref.resource.create)
        cost = (
            "with a connection pool of its own that no other run uses"
            if pooled
            else "where one for the process would do"
        )
        message = f"{call(fact)} constructs a new client for every {fact.run}, {cost}"
        place = "the loop" if fact.run.endswith("loop") else f"the code that runs for each {fact.run}"
        suggestion = f"construct the client once, outside {place}, and share it"
        return (finding(fact, self.severity, message, suggestion, once(fact)),)
