from quart import Quart, request

from choirs.rehearsal import rehearse

app = Quart(__name__)


@app.post("/rehearsals")
async def begin():
    form = await request.form
    await rehearse(app.config["CALL"], form["singer"])
    return "", 204
