import clinic.rooms.video
import clinic.rooms.video as video_rooms
import logging

log = logging.getLogger(__name__)


async def visit(call, doctor, chart):
    room = await clinic.rooms.video.enter(call, doctor)
    try:
        await chart.review(room)
    except ValueError:
        log.exception("chart of %s", doctor)
        await room.leave()
