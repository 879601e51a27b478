import os

from stream_chat import StreamChatAsync

client = StreamChatAsync(os.environ["KEY"], os.environ["SECRET"])


async def tell(author, title):
    await client.channel("messaging", "maps").send_message({"text": title}, author)
