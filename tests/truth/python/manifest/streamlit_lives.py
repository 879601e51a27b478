"""Streamlit scripts, run and run again by Streamlit's own ``AppTest``."""

from __future__ import annotations

import stream_chat
import streamlit
from streamlit.testing.v1 import AppTest

from harness.counting import SECONDS
from harness.scenes import Drive, Life, Scene, Stage


def session(stage: Stage, *choices: str) -> AppTest:
    """A visitor opens the page and chooses, which runs the script again each time."""
    app = AppTest.from_file(str(stage.path), default_timeout=SECONDS).run()
    for choice in choices:
        app.selectbox[0].select(choice).run()
    for error in app.exception:
        stage.errors.add(error.message.splitlines()[0])
    return app


def visit(*choices: str, sessions: int = 1) -> Drive:
    def drive(stage: Stage) -> None:
        streamlit.cache_resource.clear()
        for _ in range(sessions):
            session(stage, *choices)

    return drive


def visit_counted(*choices: str) -> Drive:
    def drive(stage: Stage) -> None:
        with stage.counting_instances(stream_chat.StreamChat):
            visit(*choices)(stage)

    return drive


def cleared(*choices: str) -> Drive:
    """As :func:`visit`; then the cache is cleared, as its menu entry does."""

    def drive(stage: Stage) -> None:
        visit(*choices)(stage)
        streamlit.cache_resource.clear()

    return drive


def clicks(times: int) -> Drive:
    def drive(stage: Stage) -> None:
        app = AppTest.from_file(str(stage.path), default_timeout=SECONDS).run()
        for _ in range(times):
            app.button[0].click().run()

    return drive


SCENES = [
    Scene(
        "streamlit/planner.py",
        "script connects at top level",
        (
            Life("page is opened", "ordinary", 1, visit()),
            Life("three choices", "ordinary", 1, visit("bert", "cleo", "ana")),
        ),
    ),
    Scene(
        "streamlit/planner_main.py",
        "script connects in main, which runs on every interaction",
        (
            Life("page is opened", "ordinary", 1, visit()),
            Life("three choices", "ordinary", 1, visit("jens", "ida", "jens")),
        ),
    ),
    Scene(
        "streamlit/inbox.py",
        "cached resource for each user, released when the cache is cleared",
        (
            Life("three choices of two users, cache is cleared", "ordinary", 2, cleared("noel", "mira", "noel")),
            Life("three sessions, server stops", "ordinary", 1, visit(sessions=3), process=True),
        ),
    ),
    Scene(
        "streamlit/guarded.py",
        "guarded by a key of the session state",
        (
            Life("three choices, server stops", "ordinary", 1, visit("watered", "weeded", "watered"), process=True),
            Life("three sessions end", "ordinary", 3, visit(sessions=3)),
        ),
    ),
    Scene(
        "streamlit/guarded_twice.py",
        "guard tests one key of the session state and another is set",
        (
            Life("page is opened", "ordinary", 1, visit()),
            Life("three choices", "ordinary", 1, visit("south", "north", "south")),
        ),
    ),
    Scene(
        "streamlit/ask_button.py",
        "button callback connects and never disconnects",
        (Life("one click", "ordinary", 1, clicks(1)), Life("three clicks", "ordinary", 3, clicks(3))),
    ),
    Scene(
        "streamlit/stops_early.py",
        "script connects at top level, st.stop() skips the disconnect",
        (
            Life("page is opened", "ordinary", 1, visit()),
            Life("three choices", "ordinary", 1, visit("nobody", "olga", "nobody")),
        ),
    ),
    Scene(
        "streamlit/flags_page.py",
        "script builds an HTTP client on every run",
        (Life("three choices", "ordinary", 1, visit_counted("abuse", "spam", "abuse")),),
    ),
    Scene(
        "streamlit/flags_cached.py",
        "cached resource, one HTTP client",
        (Life("three choices, server stops", "ordinary", 1, visit_counted("abuse", "spam", "abuse"), process=True),),
    ),
]
