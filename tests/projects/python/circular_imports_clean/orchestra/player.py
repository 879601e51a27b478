from getstream.video import rtc

from orchestra import conductor


class Player:
    def __init__(self, leader: "conductor.Conductor"):
        self.leader = leader

    async def sit(self):
        self.seat = await rtc.join(self.leader.call, "player")
        await self.seat.connect()

    async def stand(self):
        await self.seat.leave()
