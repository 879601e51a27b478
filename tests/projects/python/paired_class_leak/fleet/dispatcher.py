from fleet.radio import Radio


class Dispatcher:
    def __init__(self, call):
        self.call = call

    async def deliver(self, truck, route):
        radio = Radio(self.call, truck)
        await radio.switch_on()
        if not route.stops:
            return 0
        for stop in route.stops:
            await stop.reached(radio)
        await radio.switch_off()
        return len(route.stops)
