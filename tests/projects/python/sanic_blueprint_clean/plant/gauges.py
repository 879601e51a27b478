from sanic import Blueprint
from sanic.response import json

gauges = Blueprint("gauges", url_prefix="/gauges")


@gauges.post("/<gauge:str>")
async def report(request, gauge):
    if request.json["bar"] > 8:
        await request.app.ctx.chat.channel("messaging", "alarms").send_message({"text": gauge}, gauge)
    return json({"gauge": gauge})
