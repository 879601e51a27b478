import discord
from discord.ext import commands
from getstream import Stream
from getstream.video import rtc

bot = commands.Bot(command_prefix="!", intents=discord.Intents.default())
stream = Stream.from_env()


@bot.command(name="ears")
@commands.guild_only()
async def ears(ctx: commands.Context, call_id: str) -> None:
    ear = await rtc.join(stream.video.call("default", call_id), "discord-bridge")
    async with ear:  # listens
        people = [p.name async for p in ear.people() if p.name]
        await ctx.send(f"Listening to {', '.join(people)}")
