import os

from stream_chat import StreamChatAsync


async def begin(ctx):
    ctx["chat"] = StreamChatAsync(os.environ["KEY"], os.environ["SECRET"])


async def finish(ctx):
    await ctx["chat"].close()


async def digest(ctx, reader):
    await ctx["chat"].channel("messaging", reader).send_message({"text": "your digest"}, "editor")
