from fastapi import FastAPI

from . import stones

app = FastAPI()
app.get("/ground")(stones.ground)
