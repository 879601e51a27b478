from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Route

from gym.coach import open_coach
from gym.endpoints import Booking


@asynccontextmanager
async def lifespan(app):
    async with open_coach() as coach:
        yield {"coach": coach}


app = Starlette(routes=[Route("/bookings", Booking)], lifespan=lifespan)
