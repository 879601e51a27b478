from fastapi import APIRouter

from lectures.deps import Podium

router = APIRouter(prefix="/lectures")


@router.post("/{slug}/slides")
async def show_slides(slug: str, podium: Podium):
    await podium.tracks.add(slug)
    return {"slug": slug}
