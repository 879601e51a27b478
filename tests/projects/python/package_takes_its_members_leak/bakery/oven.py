from getstream.video import rtc
from quart import current_app, g


async def open_line():
    g.line = await rtc.join(current_app.call, "oven")
    await g.line.connect()  # expect: HUP101


async def close_line(error=None):
    line = g.pop("telephone", None)
    if line is not None:
        await line.leave()


def init_app(app):
    app.before_request(open_line)
    app.teardown_request(close_line)
