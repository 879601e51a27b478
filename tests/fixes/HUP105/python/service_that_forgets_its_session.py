from getstream.video import rtc


class Monitor:
    """Counts loud frames."""

    session = None

    async def start(self, call) -> None:
        self.session = await rtc.join(call, "monitor")
        await self.session.connect()

    def loud(self) -> int:
        return self.session.loud_frames if self.session else 0

    async def close(self) -> None:
        print(self.loud())
