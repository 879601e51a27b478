from discord.ext import commands

from bot.line import open_line


class Bridge(commands.Cog):
    def __init__(self, bot):
        self.bot = bot
        self.line = None

    @commands.command()
    async def bridge(self, ctx, room: str):
        await self.hang_up()
        self.line = await open_line(room)
        await ctx.send("bridged")

    async def hang_up(self):
        if self.line is not None:
            line, self.line = self.line, None
            await line.leave()

    async def cog_unload(self):
        await self.hang_up()
