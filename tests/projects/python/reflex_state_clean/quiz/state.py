import reflex as rx

from quiz.live import go_live


class QuizState(rx.State):
    player: str = ""

    async def start(self):
        await go_live(self.player)
