from getstream.video import rtc


class Room:
	def __init__(self, call): self.call = call

	async def __aenter__(self):
		self.session = await rtc.join(self.call, "room")
		await self.session.connect()
		return self

	async def __aexit__(self, *exc): await self.session.leave()


class Hall:
	def __init__(self, call):
		self.call = call

	async def __aenter__(self):
		self.session = await rtc.join(self.call, "hall")
		await self.session.connect()
		return self

	async def __aexit__(self, *exc):
		await self.session.leave()  # nothing to do
