import asyncio

from celery import Task
from getstream.video import rtc


class LineTask(Task):
    async def open(self, call, who):
        self.line = await rtc.join(call, who)
        await self.line.connect()

    async def close(self):
        await self.line.leave()

    def wait(self, step):
        return asyncio.run(step)
