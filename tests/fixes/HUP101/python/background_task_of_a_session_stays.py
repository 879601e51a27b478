import asyncio

from fastapi import APIRouter
from getstream import Stream
from getstream.video import rtc

router = APIRouter()
stream = Stream.from_env()
tasks = set()


@router.post("/calls/{call_id}/echo")
async def start_echo(call_id: str) -> dict[str, str]:
    echo = await rtc.join(stream.video.call("default", call_id), "echo")
    await echo.connect()
    tasks.add(asyncio.create_task(echo.run()))
    return {"status": "started"}
