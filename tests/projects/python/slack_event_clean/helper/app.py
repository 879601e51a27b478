from slack_bolt.async_app import AsyncApp

from helper.huddle import join_huddle

app = AsyncApp()


@app.command("/huddle")
async def huddle(ack, command):
    await ack()
    await join_huddle(command["text"])
