from getstream.video import rtc

HELP = """
say     say something
"""


async def greet(call, lines):
    # one greeter per call
    async with await rtc.join(
        call,
        "greeter",
    ) as greeter:
        # the text is sent as it is
        await greeter.say("""Welcome.
    Please mute yourself.
""")
        for line in lines:
            await greeter.say(line)  # in order

            # and a pause between two
        # nothing else
