from quart import Quart

from bakery import oven, routes


def create_app():
    app = Quart(__name__)
    oven.init_app(app)
    app.register_blueprint(routes.bp)
    return app
