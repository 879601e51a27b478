from mailer.base import LineTask
from mailer.celery import app


class Announce(LineTask):
    name = "announce"

    def run(self, call, who, text):
        self.wait(self.announce(call, who, text))

    async def announce(self, call, who, text):
        await self.open(call, who)
        self.say(text)
        await self.close()

    def say(self, text):
        if not text:
            raise ValueError("nothing to say")


app.register_task(Announce())
