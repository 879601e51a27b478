from flask import Flask, request
from flask_socketio import SocketIO

from arcade.voices import enter

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("connect")
def arrive():
    enter(request.sid, request.args["player"])


@socketio.on("disconnect")
def depart():
    print("gone", request.sid)
