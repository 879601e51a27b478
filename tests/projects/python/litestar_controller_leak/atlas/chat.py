from acme_chat import AsyncChatClient

client = AsyncChatClient("pk_atlas")


async def tell(author, title):
    await client.connect_user({"id": author}, client.create_token(author))  # expect: HUP301
    await client.channel("messaging", "maps").send_message({"text": title})
