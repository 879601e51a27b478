from sanic import Sanic

from plant.gauges import gauges

app = Sanic("plant")
app.blueprint(gauges)
