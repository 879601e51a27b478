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
    finally:
        await room.leave()


async def second_opinion(call, doctor, chart):
    room = await video_rooms.enter(call, doctor)
    try:
        await chart.review(room)
    finally:
        await room.leave()
