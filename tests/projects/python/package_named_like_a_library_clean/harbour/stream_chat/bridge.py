import stream_chat


class Bridge:
    def __init__(self, berth):
        self.berth = berth

    async def speak(self, pilot, text):
        async with stream_chat.StreamChatAsync(api_key=self.berth.key, api_secret=self.berth.secret) as radio:
            return await radio.search({"members": {"$in": [pilot]}}, text)
