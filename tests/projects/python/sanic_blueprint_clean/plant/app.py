from sanic import Sanic

from plant.alarm import begin, finish
from plant.gauges import gauges

app = Sanic("plant")
app.blueprint(gauges)
app.register_listener(begin, "before_server_start")
app.register_listener(finish, "after_server_stop")
