from arena.consumers.base import CallConsumer


class MatchConsumer(CallConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.speak(text_data)

    async def disconnect(self, code):
        try:
            self.scope["session"].save()
        finally:
            await super().disconnect(code)
