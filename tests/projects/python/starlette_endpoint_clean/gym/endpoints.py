from starlette.endpoints import HTTPEndpoint
from starlette.responses import JSONResponse


class Booking(HTTPEndpoint):
    async def post(self, request):
        booking = await request.json()
        await request.state.coach.channel("messaging", "coach").send_message({"text": "hi"}, booking["member"])
        return JSONResponse(booking)
