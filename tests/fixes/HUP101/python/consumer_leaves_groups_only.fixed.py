from channels.generic.websocket import AsyncJsonWebsocketConsumer
from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


class Captions(AsyncJsonWebsocketConsumer):
    async def connect(self):
        name = self.scope["url_route"]["kwargs"]["call_id"]
        self.feed = await rtc.join(stream.video.call("default", name), "captions")
        await self.feed.connect()
        await self.accept()

    async def disconnect(self, code):
        """The browser is gone."""
        await self.feed.leave()
        # also when it crashed
        await self.channel_layer.group_discard("captions", self.channel_name)
