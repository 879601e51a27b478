"""The words of an answer: what the analysis's own words mean to somebody who reads them for the first time."""

from __future__ import annotations

from hangup.flow import facts as f
from hangup.flow.facts import Fact

RUNS = {
    "once": "runs once",
    "mount": "runs at every mount",
    "change": "runs whenever its dependencies change",
    "render": "runs at every render",
    "event": "runs whenever the event comes",
    "tick": "runs at every tick",
    "request": "runs for every request",
    "connection": "runs for every peer that connects",
    "task": "runs for every task",
    "rerun": "runs whenever the script is run again",
    "test": "runs in a test",
    "element": "runs for every element",
    "cell": "runs whenever its cell is run",
    "": "runs whenever somebody calls it",
}

LIVES = {
    "ordinary": "it is mounted and unmounted",
    "event": "the event has come, and the owner is unmounted",
    "raced": "the owner is unmounted while the connect is pending",
    "changed": "another user has come, and the owner is unmounted",
    "again": "it was called a second time, for another user",
    "constructor": "the object is made",
    "enter": "the block is entered",
    "module": "the code of the file has run",
    "rerun": "the script has run again",
}
"""How a life went, for those that are more than one call."""

ENDS = {"return": "it returns", "raise": "something raises", "end": "it ends"}

STEPS = {
    "raises": "this raises",
    "is cancelled": "this is cancelled",
    "return": "this returns",
    "raise": "an exception leaves here",
}

STATUS = {
    "pending": "open, the connect is still pending",
    "open": "open",
    "orphan": "open: it was closed too early, while the connect was pending",
    "closing": "closed, and nobody waits until it is done",
    "closed": "closed",
    "ended": "it has ended by itself",
}

QUESTIONS: dict[type[Fact], str] = {
    f.AcquiredToCreate: "Connected just to create users?",
    f.AcquiredWithSecret: "With the API secret?",
    f.AcquiredOnServer: "On a server?",
    f.AcquiredInRender: "At every render?",
    f.AcquiredInLoop: "Again and again, in a loop or timer?",
    f.Overwritten: "Replaced while it is open?",
    f.IneffectiveCleanup: "A release that misses it?",
    f.ReleaseSkipped: "A way out that misses the release?",
    f.AcquiredPerEvent: "Whenever an event comes?",
    f.NeverReleased: "Left open?",
    f.CleanupRaces: "An end of its life while the connect is pending?",
    f.ReacquiredOnEveryChange: "Opened again for nothing?",
    f.StaleGuard: "A guard that keeps the connection of an earlier user?",
}
"""What the judge asks of a call that opens a connection, by the fact that a yes leads to."""
