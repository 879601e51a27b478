from fastapi import APIRouter

from . import speakers

router = APIRouter()


@router.post("/say")
async def say(text: str):
    await speakers.current.tracks.add(text)
