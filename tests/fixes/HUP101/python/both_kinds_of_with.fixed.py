from pyrogram import Client


async def who(name: str, api_id: int, api_hash: str) -> str:
	async with Client(name, api_id, api_hash) as session:
		me = await session.get_me()  # once
		return me.username
