"""FastAPI and Starlette under uvicorn, with peers that misbehave."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import stream_chat
from websockets.asyncio.client import ClientConnection

from harness.asgi import malformed, say, serve, told_to_go, vanish
from harness.scenes import Drive, Kind, Life, Scene, Stage

Peer = Callable[[ClientConnection], Awaitable[None]]

ENDS: dict[str, tuple[Kind, Peer | None]] = {
    "peer closes": ("ordinary", None),
    "peer vanishes": ("failure", vanish),
    "malformed frame": ("failure", malformed),
}


def meet(path: str, *messages: object, end: Peer | None = None, times: int = 1) -> Drive:
    """One peer after the other comes, says something, gets an answer to each message, and ends."""

    async def drive(stage: Stage) -> None:
        async with serve(stage) as served:
            for number in range(times):
                async with served.peer(path.format(number)) as client:
                    await say(client, *messages)
                    if end is not None:
                        await end(client)

    return drive


def ends(path: str, *messages: object, without: str = "") -> tuple[Life, ...]:
    """The ways in which a peer ends."""
    return tuple(
        Life(name, kind, 1, meet(path, *messages, end=end)) for name, (kind, end) in ENDS.items() if name != without
    )


def three(path: str, *messages: object) -> Life:
    return Life("three peers", "ordinary", 3, meet(path, *messages, times=3))


def stopped(path: str, *messages: object) -> Life:
    """The server is stopped while a peer is there: what the endpoint waits for is cancelled."""

    async def drive(stage: Stage) -> None:
        async with serve(stage) as served, served.peer(path) as client:
            await say(client, *messages)
            served.stop()
            await told_to_go(client)

    return Life("server is stopped", "failure", 1, drive)


def during_handshake(path: str) -> Life:
    """The peer vanishes while the endpoint waits for its own connection."""

    async def drive(stage: Stage) -> None:
        stage.server.hold()
        async with serve(stage) as served, served.peer(path) as client:
            await asyncio.to_thread(stage.server.wait_for, 1)
            await vanish(client)
            stage.server.let_go()

    return Life("peer vanishes during the handshake", "race", 1, drive)


def ask(
    name: str, kind: Kind, asked: int, path: str, body: object = None, *, times: int = 1, process: bool = False
) -> Life:
    """Requests, one after the other."""

    async def drive(stage: Stage) -> None:
        async with serve(stage) as served:
            for _ in range(times):
                await served.request(path, body)

    return Life(name, kind, asked, drive, process)


def ask_async_chat(path: str) -> Life:
    """Requests, with the clients counted that are made for them."""

    async def drive(stage: Stage) -> None:
        with stage.counting_instances(stream_chat.StreamChatAsync):
            async with serve(stage) as served:
                for _ in range(3):
                    await served.request(path)

    return Life("three requests", "ordinary", 1, drive)


async def to_nobody(client: ClientConnection) -> None:
    await client.send('{"to": "nobody", "body": "hello?"}')
    await told_to_go(client)


SCENES = [
    Scene(
        "fastapi/chat_room.py",
        "WebSocket endpoint, registry, released when WebSocketDisconnect is caught",
        (
            *ends("/chat/ana", {"to": "ana", "body": "hi"}),
            Life("message to somebody absent", "failure", 1, meet("/chat/ana", end=to_nobody)),
        ),
        "hub.online",
    ),
    Scene(
        "fastapi/whiteboard.py",
        "WebSocket endpoint, registry, released in finally",
        (*ends("/board", {"line": [0, 1]}), three("/board", {"line": [0, 1]})),
        "board.viewers",
    ),
    Scene(
        "fastapi/ticker.py",
        "WebSocket endpoint, registry, released in except Exception",
        (stopped("/ticker/ana", None),),
        "subscribers.by_name",
    ),
    Scene(
        "fastapi/lobby.py",
        "WebSocket endpoint, registry, never released",
        (*ends("/lobby", "ana", without="malformed frame"), three("/lobby", "ana")),
        "lobby.waiting",
    ),
    Scene(
        "fastapi/feed.py",
        "WebSocket endpoint, registry, another key is released",
        (*ends("/feed/ana", "hello", without="malformed frame"), three("/feed/{}", "hello")),
        "manager.by_user",
    ),
    Scene(
        "fastapi/arena.py",
        "WebSocket endpoint, the peer is registered again under another name",
        (
            Life("log in and close", "ordinary", 1, meet("/arena", None, {"login": "ana"}, "ready?")),
            Life("malformed frame", "failure", 1, meet("/arena", None, end=malformed)),
        ),
        "manager.sockets",
    ),
    Scene(
        "fastapi/sensors.py",
        "WebSocketEndpoint, registered in on_connect, released in on_disconnect",
        (*ends("/sensor/oven", None, {"value": 180}), stopped("/sensor/oven", None)),
        "fleet.devices",
    ),
    Scene(
        "fastapi/gates.py",
        "WebSocketEndpoint, on_connect raises after it has registered",
        (
            *ends("/gate/north", {"key": "1234"}),
            Life("peer vanishes before it is let in", "failure", 1, meet("/gate/north", end=vanish)),
            Life("first frame is malformed", "failure", 1, meet("/gate/north", end=malformed)),
        ),
        "gates.open",
    ),
    Scene(
        "fastapi/meters.py",
        "WebSocketEndpoint, on_disconnect is misspelt",
        (*ends("/meter/attic", "17", without="malformed frame"), three("/meter/{}", "17")),
        "households.live",
    ),
    Scene(
        "fastapi/interpreter_booth.py",
        "WebSocket endpoint, a call in async with",
        (*ends("/booth/a", {"text": "hello"}), stopped("/booth/a", {"text": "hello"}), during_handshake("/booth/a")),
    ),
    Scene(
        "fastapi/transcriber.py",
        "WebSocket endpoint, a call that is left when WebSocketDisconnect is caught",
        ends("/transcribe/a", {"line": 1}),
    ),
    Scene(
        "fastapi/recorder_bot.py",
        "request handler joins a call and never leaves it",
        (
            ask("one request", "ordinary", 1, "/calls/a/record"),
            ask("three requests", "ordinary", 3, "/calls/a/record", times=3),
        ),
    ),
    Scene(
        "fastapi/chime.py",
        "dependency with yield, without finally",
        (
            ask("request succeeds", "ordinary", 1, "/calls/a/chime?times=1"),
            ask("handler raises", "failure", 1, "/calls/a/chime?times=9"),
        ),
    ),
    Scene(
        "fastapi/applause.py",
        "dependency with yield, left in finally",
        (
            ask("request succeeds", "ordinary", 1, "/calls/a/applause?seconds=1"),
            ask("handler raises", "failure", 1, "/calls/a/applause?seconds=99"),
        ),
    ),
    Scene(
        "fastapi/live_captions.py",
        "streamed response, async with inside its generator",
        (
            ask("read to the end", "ordinary", 1, "/captions/a?words=one,two"),
            ask("generator raises", "failure", 1, "/captions/a?words=one,,two"),
        ),
    ),
    Scene(
        "fastapi/live_scores.py",
        "streamed response, left at the end of its generator, without finally",
        (
            ask("read to the end", "ordinary", 1, "/scores/a?goals=1,2"),
            ask("generator raises", "failure", 1, "/scores/a?goals=1,none"),
        ),
    ),
    Scene(
        "fastapi/concierge.py",
        "lifespan joins a call and leaves it",
        (ask("three requests, then the server stops", "ordinary", 1, "/ask", times=3),),
    ),
    Scene(
        "fastapi/night_watch.py",
        "lifespan joins a call that stays as long as the process",
        (ask("three requests, then the process ends", "ordinary", 1, "/open", times=3, process=True),),
    ),
    Scene(
        "fastapi/order_notes.py",
        "request handler connects as a user and never disconnects",
        (
            ask("one request", "ordinary", 0, "/orders/7/notes", {"author": "ana", "text": "no onions"}),
            ask("three requests", "ordinary", 0, "/orders/7/notes", {"author": "ana", "text": "no onions"}, times=3),
        ),
    ),
    Scene(
        "fastapi/ticket_replies.py",
        "request handler connects as a user, disconnects in finally",
        (
            ask("three requests", "ordinary", 0, "/tickets/7/replies", {"agent": "bo", "text": "solved"}, times=3),
            ask("message is refused", "failure", 0, "/tickets/7/replies", {"agent": "bo", "text": ""}),
        ),
    ),
    Scene(
        "fastapi/welcome_mail.py",
        "background task connects as a user and never disconnects",
        (ask("three requests", "ordinary", 0, "/users/cleo", times=3),),
    ),
    Scene(
        "fastapi/unread_badge.py",
        "request handler builds an asynchronous HTTP client",
        (ask_async_chat("/badge/ana"),),
    ),
    Scene(
        "fastapi/moderation_queue.py",
        "lifespan builds one asynchronous HTTP client",
        (ask_async_chat("/flags/ana"),),
    ),
    Scene(
        "fastapi/remote_control.py",
        "WebSocket endpoint joins a call on every message",
        (
            Life("one message", "ordinary", 1, meet("/remote", "hall")),
            Life("three messages", "ordinary", 1, meet("/remote", "hall", "yard", "roof")),
        ),
    ),
    Scene(
        "fastapi/room_hopper.py",
        "WebSocket endpoint leaves the last call before it joins the next",
        (
            Life("three messages", "ordinary", 3, meet("/hop", "hall", "yard", "roof")),
            Life("peer vanishes", "failure", 2, meet("/hop", "hall", "yard", end=vanish)),
            Life("peer says nothing", "ordinary", 0, meet("/hop")),
        ),
    ),
    Scene(
        "fastapi/duet.py",
        "WebSocket endpoint, task group, left in finally",
        (*ends("/duet/a", "la", without="malformed frame"), stopped("/duet/a", "la")),
    ),
]
