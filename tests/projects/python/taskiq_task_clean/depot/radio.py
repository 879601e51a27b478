import os

from stream_chat import StreamChat

client = StreamChat(os.environ["KEY"], os.environ["SECRET"])


async def call_driver(driver, minutes):
    client.channel("messaging", driver).send_message({"text": f"{minutes} late"}, "depot")
