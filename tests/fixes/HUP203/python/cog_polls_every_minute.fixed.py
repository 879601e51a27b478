from discord.ext import commands, tasks
from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


class Watcher(commands.Cog):
    def __init__(self, bot):
        self.bot = bot
        self.poll.start()

    @tasks.loop(minutes=1)
    async def poll(self):
        """Counts.

        Once a minute.
        """
        async with await rtc.join(stream.video.call("default", "lobby"), "discord") as eye:
            await self.bot.change_presence(status=f"""{len(eye.participants)}
        people""")
