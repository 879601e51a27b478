from discord.ext import commands

from bot.bridge import Bridge

bot = commands.Bot("!")


@bot.event
async def setup_hook():
    await bot.add_cog(Bridge(bot))
