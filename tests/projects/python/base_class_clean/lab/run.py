from lab.scope import Oscilloscope


async def run(call, samples):
    return await Oscilloscope(call).measure(samples)
