from pyrogram import Client


async def who(name: str, api_id: int, api_hash: str) -> str:
	session = Client(name, api_id, api_hash)
	await session.start()

	me = await session.get_me()  # once
	return me.username
