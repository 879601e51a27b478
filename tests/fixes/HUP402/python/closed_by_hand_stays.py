from aiohttp import web
from getstream import AsyncStream

routes = web.RouteTableDef()


@routes.view("/token/{user}")
class TokenView(web.View):
    async def get(self) -> web.Response:
        stream = AsyncStream()
        token = stream.create_token(self.request.match_info["user"])
        await stream.aclose()
        return web.json_response({"token": token})
