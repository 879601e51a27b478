from getstream.video import rtc

__all__ = ["tune", "Channel"]


class Channel:
    def __init__(self, connection):
        self.connection = connection

    async def off(self):
        await self.connection.leave()


async def tune(call, listener):
    connection = await rtc.join(call, listener)
    await connection.connect()  # expect: HUP102
    return Channel(connection)


def _frequency(name):
    return hash(name) % 100
