"""HUP102: a connection is closed on some ways out and stays open on another."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.facts import Fact, ReleaseSkipped
from hangup.model import Severity
from hangup.rule import Finding, Rule
from hangup_rules.remedies import at_end, on_every_way
from hangup_rules.wording import finding, limit, opens, remedy, times

_WAYS = {
    "raise": "an exception",
    "cancel": "a cancellation",
    "return": "an early return",
    "branch": "one branch",
    "change": "a change of the dependencies",
}


class DisconnectSkipped(Rule):
    """A connection is closed, but not on every way out.

    ## What it does

    Looks at each way out of the code that opens a connection: the end, every `return`, every call that can raise,
    every `await` that can be cancelled. It reports the connect when a release exists and one of these ways misses it.
    The place where that way begins is shown.

    It also reports a function that hands its connection on when all goes well, and loses it when a later step raises.

    In a script that opens one connection and ends, it is a warning: the process takes its connection with it.

    ## Why is this bad?

    The connection stays open each time things go wrong, which is when they go wrong often: one malformed message, one
    time-out, one cancelled task. The leak grows with the error rate and is not seen in tests.

    `except Exception` does not help where the code is cancelled: `asyncio.CancelledError`, the interrupt of a worker
    and the stop of a script are not exceptions of that kind.

    ## Example

    ```python
    async def transcribe(call, user_id):
        connection = await rtc.join(call, user_id)
        await connection.connect()
        await process(connection)
        await connection.leave()
    ```

    ## Use instead

    ```python
    async def transcribe(call, user_id):
        async with await rtc.join(call, user_id) as connection:
            await process(connection)
    ```

    Where there is no context manager, begin the `try` right after the connect:

    ```python
    client.connect_user(user, token)
    try:
        send(client)
    finally:
        client.disconnect_user()
    ```

    ## Known limits

    Any call may raise, except those that the catalogue says do not (logging, for one).

    ## Fix safety

    Unsafe. The fix adds a `finally` with the release, widens one `catch` to a `finally`, or lets the `try` that is
    there begin earlier. It moves and indents code. Where the `try` holds the connect, the release also runs
    after a connect that failed. A `catch` with the only release is widened where the client is made here and handed to
    nobody: a log-in keeps its connection. A promise of the client that is returned is waited for before it is closed.
    A type that disposes of itself is declared with `await using`, where the file does so elsewhere.

    In Python, the fix holds the connection in `async with` where the library offers that, and releases in
    `except BaseException` where the client is handed on when all goes well. A condition around the release goes.
    """

    code = "HUP102"
    name = "disconnect-skipped"
    severity = Severity.ERROR
    about = "connect"

    def check(self, fact: Fact) -> Iterable[Finding]:
        if not isinstance(fact, ReleaseSkipped):
            return ()
        verb = "loses it before it is handed on" if fact.never_meant else "skips its release"
        way = f"{_WAYS.get(fact.way, 'one way out')} {verb}"
        then = "it stays open until the process ends" if fact.at_exit else "each time that happens, one stays open"
        message = f"{opens(fact)} {times(fact.scope)}, and {way}: {then}"
        severity = Severity.WARNING if fact.at_exit else self.severity
        return (finding(fact, severity, message + limit(fact.ref), remedy(fact), (*at_end(fact), *on_every_way(fact))),)
