import socketio
from getstream import Stream
from getstream.video import rtc

sio = socketio.AsyncServer(async_mode="asgi")
stream = Stream.from_env()


@sio.on("watch_call")
async def watch_call(sid, data):
    call = stream.video.call("default", data["call_id"])
    watcher = await rtc.join(call, f"watcher-{sid}")
    async with watcher:
        await sio.emit("people", len(watcher.participants), to=sid)
