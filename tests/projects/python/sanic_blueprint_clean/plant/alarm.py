import os

from stream_chat import StreamChatAsync


async def begin(app):
    app.ctx.chat = StreamChatAsync(os.environ["KEY"], os.environ["SECRET"])


async def finish(app):
    await app.ctx.chat.close()
