from acme_chat import AsyncChatClient

client = AsyncChatClient("pk_depot")


async def call_driver(driver, minutes):
    await client.connect_user({"id": driver}, client.create_token(driver))  # expect: HUP301
    await client.channel("messaging", driver).send_message({"text": f"{minutes} late"})
