# -*- coding: latin-1 -*-
from getstream.video import rtc


async def ansage(call, texte):
    """Liest Texte vor, auch solche mit Umlauten: ä, ö, ü."""
    stimme = await rtc.join(call, "Müller")
    await stimme.connect()
    for text in texte:
        await stimme.say(text)  # spricht
    await stimme.leave()
