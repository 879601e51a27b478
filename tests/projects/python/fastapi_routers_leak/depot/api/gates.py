from fastapi import APIRouter, Depends, HTTPException

from ..lines import open_line

router = APIRouter()


def current_call():
    raise HTTPException(503)


@router.post("/gates/{name}/announce")
async def announce(name: str, call=Depends(current_call)):
    line = await open_line(call, name)
    await line.tracks.add(name)
    return {"gate": name}
