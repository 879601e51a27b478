import reflex as rx
from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


class Lobby(rx.State):
    people: int = 0

    async def enter(self):
        async with await rtc.join(stream.video.call("default", "lobby"), "guest") as guest:
            self.people = len(guest.participants)


def index():
    return rx.button("Enter", on_click=Lobby.enter)
