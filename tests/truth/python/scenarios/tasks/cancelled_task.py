import asyncio

from getstream.video import rtc


class Metronome:
    def __init__(self, call) -> None:
        self.call = call
        self._task: asyncio.Task | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        async with await rtc.join(self.call, "metronome") as session:
            await session.wait()
