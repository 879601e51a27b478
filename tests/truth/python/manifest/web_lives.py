"""Flask and Django behind a WSGI server, Celery tasks, functions in the cloud."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import django
import getstream
import stream_chat
from celery import current_app
from celery.signals import worker_process_init, worker_process_shutdown
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test import override_settings

from harness.scenes import Drive, Kind, Life, Scene, Stage, until_process_ends
from harness.wsgi import request

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF="", USE_TZ=True, DEBUG_PROPAGATE_EXCEPTIONS=True)
django.setup()
current_app.conf.update(broker_url="memory://", task_always_eager=True)

MESSAGE = {"user": "ana", "text": "hello"}
EMPTY = {"user": "ana", "text": ""}


def flask(path: str, *bodies: dict[str, str], clients: type | None = None) -> Drive:
    """Requests, one after the other; with ``clients``, the objects of that class are counted."""

    def drive(stage: Stage) -> None:
        def ask() -> None:
            for body in bodies:
                request(stage, stage.module.app, path, json.dumps(body), "application/json")

        counted(stage, clients, ask)

    return drive


def on_django(path: str, *bodies: dict[str, str], middleware: str = "") -> Drive:
    """Requests, one after the other, to the URLs of the scenario."""

    def drive(stage: Stage) -> None:
        name = stage.module.__name__
        layers = [f"{name}.{middleware}"] if middleware else []
        with override_settings(ROOT_URLCONF=name, MIDDLEWARE=layers):
            application = WSGIHandler()
            for body in bodies:
                request(stage, application, path, urlencode(body), "application/x-www-form-urlencoded")

    return drive


def command(text: str) -> Drive:
    def drive(stage: Stage) -> None:
        with stage.noting():
            call_command(stage.module.Command(stdout=sys.stdout), text)

    return drive


def task(name: str, *bodies: dict[str, str], clients: type | None = None, worker: bool = False) -> Drive:
    """A worker takes tasks, one after the other. What a task raises is its result."""

    def drive(stage: Stage) -> None:
        def work() -> None:
            run = getattr(stage.module, name)
            if worker:
                worker_process_init.send(None)
            for body in bodies:
                result = run.apply(args=(body["user"], body["text"]))
                if isinstance(result.result, BaseException):
                    stage.note(result.result)
            if worker:
                worker_process_shutdown.send(None)

        counted(stage, clients, work)

    return drive


def invoke(*events: dict[str, str]) -> Drive:
    def drive(stage: Stage) -> None:
        def calls() -> None:
            for event in events:
                stage.module.lambda_handler(event, None)

        counted(stage, stream_chat.StreamChat, calls)

    return drive


def counted(stage: Stage, made: type | None, work: Callable[[], None]) -> None:
    if made is None:
        work()
        return
    with stage.counting_instances(made):
        work()


def success_and_refusal(drive: Callable[..., Drive], *arguments: Any, **options: Any) -> tuple[Life, ...]:
    """Three that go well, and one whose message is refused by the service."""
    ways: tuple[tuple[str, Kind, tuple[dict[str, str], ...]], ...] = (
        ("one call", "ordinary", (MESSAGE,)),
        ("three calls", "ordinary", (MESSAGE,) * 3),
        ("message is refused", "failure", (EMPTY,)),
    )
    return tuple(Life(name, kind, 0, drive(*arguments, *bodies, **options)) for name, kind, bodies in ways)


def three_clients(drive: Callable[..., Drive], *arguments: Any, made: type) -> tuple[Life, ...]:
    return (Life("three calls", "ordinary", 1, drive(*arguments, *(MESSAGE,) * 3, clients=made)),)


SCENES = [
    Scene(
        "flask/feedback.py", "view connects as a user and never disconnects", success_and_refusal(flask, "/feedback")
    ),
    Scene(
        "flask/guestbook.py",
        "view connects as a user, disconnects in finally",
        success_and_refusal(flask, "/guestbook"),
    ),
    Scene(
        "flask/shift_handover.py",
        "view connects as a user, abort() skips the disconnect",
        success_and_refusal(flask, "/handover"),
    ),
    Scene(
        "flask/tenant_hooks.py",
        "before_request connects as a user, teardown_request disconnects",
        success_and_refusal(flask, "/rent"),
    ),
    Scene(
        "flask/radio_guide.py",
        "streamed response connects as a user, disconnects in finally",
        success_and_refusal(flask, "/guide"),
    ),
    Scene("flask/tokens.py", "view builds an HTTP client", three_clients(flask, "/token", made=stream_chat.StreamChat)),
    Scene(
        "flask/tokens_once.py",
        "module builds one HTTP client for all views",
        until_process_ends(three_clients(flask, "/token", made=stream_chat.StreamChat)),
    ),
    Scene(
        "django/enquiries.py",
        "view connects as a user and never disconnects",
        success_and_refusal(on_django, "/enquiries/"),
    ),
    Scene(
        "django/appointments.py",
        "class-based view connects as a user, disconnects in finally",
        success_and_refusal(on_django, "/appointments/"),
    ),
    Scene(
        "django/member_area.py",
        "middleware connects as a user and never disconnects",
        success_and_refusal(on_django, "/area/", middleware="ChatMiddleware"),
    ),
    Scene(
        "django/friend_requests.py",
        "a method named connect_user that links two records",
        (Life("three requests", "ordinary", 0, on_django("/friends/", *(MESSAGE,) * 3)),),
    ),
    Scene(
        "django/announce.py",
        "management command connects as a user, an exception skips the disconnect",
        (
            Life("command succeeds", "ordinary", 0, command("bins")),
            Life("message is refused", "failure", 0, command("")),
        ),
    ),
    Scene(
        "django/remind.py",
        "management command connects as a user, disconnects in finally",
        (
            Life("command succeeds", "ordinary", 0, command("bins")),
            Life("message is refused", "failure", 0, command("")),
        ),
    ),
    Scene(
        "celery/digest.py", "task connects as a user and never disconnects", success_and_refusal(task, "send_digest")
    ),
    Scene(
        "celery/reminders.py", "task connects as a user, disconnects in finally", success_and_refusal(task, "remind")
    ),
    Scene(
        "celery/invoices.py",
        "task connects as a user, one except clause returns before the disconnect",
        success_and_refusal(task, "post_invoice"),
    ),
    Scene("celery/per_task.py", "task builds an HTTP client", three_clients(task, "report", made=getstream.Stream)),
    Scene(
        "celery/worker_wide.py",
        "worker builds one HTTP client and closes it when it stops",
        (
            Life(
                "three tasks, then the worker stops",
                "ordinary",
                1,
                task("count_channels", *(MESSAGE,) * 3, clients=getstream.Stream, worker=True),
            ),
        ),
    ),
    Scene(
        "functions/lambda_per_call.py",
        "handler builds an HTTP client",
        (Life("three calls", "ordinary", 1, invoke(*(MESSAGE,) * 3)),),
    ),
    Scene(
        "functions/lambda_warm.py",
        "module builds one HTTP client for all calls",
        (Life("three calls", "ordinary", 1, invoke(*(MESSAGE,) * 3), process=True),),
    ),
]
