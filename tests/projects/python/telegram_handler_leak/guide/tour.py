from guide.audio import speaker


async def tour(update, context):
    voice = await speaker(context.args[0])
    await update.message.reply_text(f"{len(voice.participants)} on tour")
