from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from getstream import AsyncStream
from getstream.video import rtc

app = FastAPI()
stream = AsyncStream()


async def captions(call_id: str, words: list[str]):
    async with await rtc.join(stream.video.call("default", call_id), "captioner") as session:
        for word in words:
            if not word:
                raise ValueError("nothing was said")
            yield f"{session.user_id}: {word}\n"


@app.post("/captions/{call_id}")
async def live(call_id: str, words: str) -> StreamingResponse:
    return StreamingResponse(captions(call_id, words.split(",")), media_type="text/plain")
