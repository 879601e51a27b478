import asyncio

from dash import Dash, Input, Output, callback
from getstream import Stream
from getstream.video import rtc

app = Dash(__name__)
stream = Stream.from_env()


async def look(call_id):
    async with await rtc.join(stream.video.call("default", call_id), "dashboard") as eye:
        return ", ".join(person.name for person in eye.participants_state.get_participants())


@callback(Output("people", "children"), Input("tick", "n_intervals"))
def refresh(_): return asyncio.run(look("lobby"))
