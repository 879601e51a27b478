from fastapi import APIRouter, Depends, HTTPException

from ..lines import open_line

router = APIRouter()


def current_call():
    raise HTTPException(503)


@router.post("/gates/{name}/announce")
async def announce(name: str, call=Depends(current_call)):
    line = await open_line(call, name)
    try:
        await line.tracks.add(name)
    finally:
        await line.leave()
    return {"gate": name}
