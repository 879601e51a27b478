from fastapi import FastAPI

from kiosk import hooks, state

app = FastAPI()


@app.on_event("startup")
async def begin():
    await hooks.startup(app.state.call)


@app.get("/greeting")
async def greeting():
    return {"greeting": state.greeting, "online": state.line is not None}


@app.on_event("shutdown")
async def end():
    await hooks.shutdown()
