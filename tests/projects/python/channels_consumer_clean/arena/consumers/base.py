from channels.generic.websocket import AsyncWebsocketConsumer
from getstream.video import rtc


class CallConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.seat = await rtc.join(self.scope["call"], self.scope["user"].username)
        await self.seat.connect()
        try:
            await self.accept()
        except BaseException:
            await self.seat.leave()
            raise

    async def disconnect(self, code):
        await self.seat.leave()

    async def speak(self, text):
        await self.seat.tracks.add(text)
