from __future__ import annotations

from typing import TYPE_CHECKING

from getstream.video import rtc

if TYPE_CHECKING:
    from dubbing.voices import Voice


class Studio:
    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    async def enter(self, call):
        self.room = await rtc.join(call, self.voice.user_id)
        await self.room.connect()

    async def exit(self):
        await self.room.leave()
