from sanic import Blueprint
from sanic.response import json

from plant.alarm import raise_alarm

gauges = Blueprint("gauges", url_prefix="/gauges")


@gauges.post("/<gauge:str>")
async def report(request, gauge):
    if request.json["bar"] > 8:
        await raise_alarm(gauge)
    return json({"gauge": gauge})
