import functools

from getstream.video import rtc


def on_air(user_id):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(call, *args, **kwargs):
            line = await rtc.join(call, user_id)
            await line.connect()
            try:
                return await function(line, *args, **kwargs)
            finally:
                await line.leave()

        return wrapper

    return decorate
