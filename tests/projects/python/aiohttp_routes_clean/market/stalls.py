from aiohttp import web

from market.voice import speaker


async def open_stall(request):
    async with speaker(request.app["call"], request.match_info["id"]) as line:
        await line.tracks.add("bell")
    return web.Response(status=204)
