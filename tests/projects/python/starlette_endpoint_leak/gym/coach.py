from acme_chat import AsyncChatClient


async def notify(member, hour):
    client = AsyncChatClient("pk_gym")
    await client.connect_user({"id": member}, client.create_token(member))  # expect: HUP301
    await client.channel("messaging", "coach").send_message({"text": f"{hour}:00"})
