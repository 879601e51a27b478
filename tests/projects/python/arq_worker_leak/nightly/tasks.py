from acme_chat import AsyncChatClient

client = AsyncChatClient("pk_nightly")


async def digest(ctx, reader):
    await client.connect_user({"id": reader}, client.create_token(reader))  # expect: HUP301
    await client.channel("messaging", reader).send_message({"text": "your digest"})
