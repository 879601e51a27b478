"""Announcements in a call, and a recorder for it."""

import logging
from pathlib import Path

from getstream.video import rtc

log = logging.getLogger(__name__)


async def announce(call, speech, phrases) -> None:
    async with await rtc.join(call, "announcer") as session:
        await session.add_tracks(audio=speech)
        for phrase in phrases:
            await speech.write(phrase)
        log.info("%d phrases said", len(phrases))


async def record(call, frames, target: Path) -> None:
    session = await rtc.join(call, "recorder")
    await session.connect()
    with target.open("wb") as file:
        async for frame in frames(session):
            file.write(frame)
    await session.leave()
