from litestar import Litestar

from atlas.routes import MapController

app = Litestar(route_handlers=[MapController])
