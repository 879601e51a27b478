from fleet.radio import Radio


class Dispatcher:
    def __init__(self, call):
        self.call = call
        self.radio = None

    async def __aenter__(self):
        self.radio = Radio(self.call, "dispatcher")
        await self.radio.switch_on()
        return self

    async def __aexit__(self, *exc):
        await self.radio.switch_off()

    async def deliver(self, truck, route):
        for stop in route.stops:
            await stop.reached(self.radio, truck)
        return len(route.stops)
