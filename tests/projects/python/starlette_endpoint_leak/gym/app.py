from starlette.applications import Starlette
from starlette.routing import Route

from gym.endpoints import Booking

app = Starlette(routes=[Route("/bookings", Booking)])
