from starlette.endpoints import HTTPEndpoint
from starlette.responses import JSONResponse

from gym.coach import notify


class Booking(HTTPEndpoint):
    async def post(self, request):
        booking = await request.json()
        await notify(booking["member"], booking["hour"])
        return JSONResponse(booking)
