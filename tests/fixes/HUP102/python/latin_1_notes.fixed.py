# -*- coding: latin-1 -*-
from getstream.video import rtc


async def ansage(call, texte):
    """Liest Texte vor, auch solche mit Umlauten: ä, ö, ü."""
    async with await rtc.join(call, "Müller") as stimme:
        for text in texte:
            await stimme.say(text)  # spricht
