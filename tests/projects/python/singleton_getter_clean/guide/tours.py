from flask import Flask

from guide.client import get_audio

app = Flask(__name__)


@app.post("/tours/<slug>/start")
async def start(slug):
    audio = await get_audio(app.config["CALL"])
    await audio.tracks.add(slug)
    return "", 204
