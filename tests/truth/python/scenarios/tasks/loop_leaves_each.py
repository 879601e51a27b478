from getstream.video import rtc


async def audit(calls, look) -> None:
    for call in calls:
        auditor = await rtc.join(call, "auditor")
        await auditor.connect()
        try:
            await look()
        finally:
            await auditor.leave()
