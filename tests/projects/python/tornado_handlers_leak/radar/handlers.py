from tornado.websocket import WebSocketHandler

from radar.feed import subscribe


class TrackHandler(WebSocketHandler):
    async def open(self):
        self.feed = await subscribe(self.settings["call"], self.get_argument("pilot"))

    def on_message(self, message):
        self.feed.send(message)
