import stream_chat


class Bridge:
    def __init__(self, berth):
        self.berth = berth
        self.radio = stream_chat.StreamChatAsync(api_key=berth.key, api_secret=berth.secret)

    async def speak(self, pilot, text):
        await self.radio.connect_user(pilot, self.berth.token)  # expect: HUP302
        return await self.radio.search({"members": {"$in": [pilot]}}, text)
