from acme_chat import AsyncChatClient

chat = AsyncChatClient("pk_plant")


async def raise_alarm(gauge):
    await chat.connect_user({"id": gauge}, chat.create_token(gauge))  # expect: HUP301
    await chat.channel("messaging", "alarms").send_message({"text": gauge})
