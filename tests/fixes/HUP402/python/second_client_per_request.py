from fastapi import APIRouter
from getstream import Stream

router = APIRouter()
stream = Stream.from_env()


@router.delete("/calls/{call_id}")
async def end_call(call_id: str) -> dict[str, str]:
    # ends it for everybody
    call = stream.as_async().video.call("default", call_id)
    await call.end()
    return {"ended": call_id}
