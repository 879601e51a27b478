from aiohttp import web

from market.voice import speaker


async def open_stall(request):
    line = await speaker(request.app["call"], request.match_info["id"])
    await line.tracks.add("bell")
    return web.Response(status=204)
