from channels.generic.websocket import AsyncWebsocketConsumer
from getstream.video import rtc


class CallConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.seat = await rtc.join(self.scope["call"], self.scope["user"].username)
        await self.seat.connect()  # expect: HUP101
        await self.accept()

    async def speak(self, text):
        await self.seat.tracks.add(text)
