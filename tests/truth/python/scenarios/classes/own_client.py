import os
import socket
import threading


class Link:
    """A line to the model railway's control room."""

    def __init__(self) -> None:
        self._line: socket.socket | None = None

    def connect_user(self, user_id: str) -> None:
        host, port = os.environ["LOOPBACK"].split(":")
        self._line = socket.create_connection((host, int(port)), 10)
        self._line.sendall(b'{"op": "hello", "user": "%b"}\n' % user_id.encode())
        threading.Thread(target=self._listen, args=(self._line,), daemon=True).start()

    def disconnect_user(self) -> None:
        if self._line is not None:
            self._line.shutdown(socket.SHUT_RDWR)
            self._line.close()
            self._line = None

    def _listen(self, line: socket.socket) -> None:
        try:
            while line.recv(1024):
                pass
        except OSError:
            pass


def run_train(driver: str, stations: list[str]) -> int:
    link = Link()
    link.connect_user(driver)  # expect: HUP102
    passed = 0
    for station in stations:
        passed += int(station.removeprefix("platform "))
    link.disconnect_user()
    return passed
