from flask import Flask, request
from flask_socketio import SocketIO, emit

from arcade.voices import token

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("connect")
def arrive():
    emit("token", token(request.args["player"]))
