import asyncio

from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()
loop = asyncio.new_event_loop()


def record(call_id: str, seconds: float) -> str:
    recorder = loop.run_until_complete(rtc.join(stream.video.call("default", call_id), "recorder"))
    loop.run_until_complete(recorder.connect())
    try:
        path = loop.run_until_complete(recorder.record_for(seconds))
        if not path: raise RuntimeError(call_id)
        return path
    finally:
        loop.run_until_complete(recorder.leave())
