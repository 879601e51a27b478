from channels.generic.websocket import AsyncWebsocketConsumer
from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


class Hands(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.session = await rtc.join(stream.video.call("default", "hall"), "usher")
        await self.session.connect()

    async def disconected(self, code):  # 1001 when the page goes
        await self.session.leave()

    async def disconnect(self, code):
        await self.session.leave()
