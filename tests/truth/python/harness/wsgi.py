"""A WSGI application behind an HTTP server, and requests to it."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from harness.counting import SECONDS
from harness.scenes import Stage


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def get_stderr(self) -> Any:
        return _Nowhere()


class _Nowhere:
    def write(self, text: str) -> None:
        """Forget it."""

    def flush(self) -> None:
        """Nothing to do."""


def request(stage: Stage, app: Callable[..., Iterable[bytes]], path: str, body: str, kind: str) -> None:
    """POST once. When it returns, the application has ended, and so have its hooks."""

    def watched(environ: Any, start_response: Any) -> Iterable[bytes]:
        try:
            return app(environ, start_response)
        except Exception as error:
            stage.note(error)
            raise

    with WSGIServer(("127.0.0.1", 0), _Quiet) as server:
        server.set_app(watched)
        server.timeout = SECONDS
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        peer = threading.Thread(target=_ask, args=(server.server_port, path, body, kind))
        peer.start()
        server.handle_request()
        peer.join(SECONDS)


def _ask(port: int, path: str, body: str, kind: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("POST", path, body, {"Content-Type": kind})
        connection.getresponse().read()
    except http.client.HTTPException:
        pass  # what the application did not answer is in the notes of the stage
    finally:
        connection.close()
