from orchestra import player


class Conductor:
    def __init__(self, call):
        self.call = call
        self.seats = []

    async def rehearse(self, score):
        seat = player.Player(self)
        await seat.sit()
        await score.play(seat)
        await seat.stand()
