from getstream import Stream
from getstream.video import rtc
from slack_bolt.async_app import AsyncApp

app = AsyncApp()
stream = Stream.from_env()


@app.event("app_mention")
async def mentioned(event, say):
    guest = await rtc.join(stream.video.call("default", event["channel"]), "slack")
    await guest.connect()
    await say("Listening")
