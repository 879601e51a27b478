from getstream.video import rtc

HELP = """
say     say something
"""


async def greet(call, lines):
    # one greeter per call
    greeter = await rtc.join(
        call,
        "greeter",
    )
    await greeter.connect()

    # the text is sent as it is
    await greeter.say("""Welcome.
    Please mute yourself.
""")
    for line in lines:
        await greeter.say(line)  # in order

        # and a pause between two
    # nothing else
