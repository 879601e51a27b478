from getstream.video import rtc

from .phone import line_of


async def put_through(call, caller: str) -> None:
    phone = line_of(caller)
    session = await rtc.join(call, caller)

    @session.on("audio")
    async def speak(pcm):
        await phone.send(pcm)

    await session.connect()
    await session.add_tracks(audio=phone.track)
    print(f"{caller} is on the line")
