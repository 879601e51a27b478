from litestar import Litestar

from atlas.chat import client
from atlas.routes import MapController

app = Litestar(route_handlers=[MapController], on_shutdown=[client.close])
