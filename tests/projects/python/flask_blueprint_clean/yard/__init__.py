from flask import Flask

from yard.views import tools


def create_app():
    app = Flask(__name__)
    app.register_blueprint(tools)
    return app
