from fastapi import FastAPI

from kiosk import hooks, state

app = FastAPI()


@app.on_event("startup")
async def begin():
    await hooks.startup(app.state.call)


@app.post("/restart")
async def restart():
    await hooks.restart(app.state.call)
    return {"greeting": state.greeting}


@app.on_event("shutdown")
async def end():
    await hooks.shutdown()
