import functools

from getstream.video import rtc


def on_air(user_id):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(call, *args, **kwargs):
            line = await rtc.join(call, user_id)
            await line.connect()  # expect: HUP102
            result = await function(line, *args, **kwargs)
            await line.leave()
            return result

        return wrapper

    return decorate
