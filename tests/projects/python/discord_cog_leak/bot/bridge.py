from discord.ext import commands

from bot.line import open_line


class Bridge(commands.Cog):
    def __init__(self, bot):
        self.bot = bot
        self.line = None

    @commands.command()
    async def bridge(self, ctx, room: str):
        self.line = await open_line(room)
        await ctx.send("bridged")
