from fastapi import FastAPI

from hub.lifespan import lifespan
from hub.views import router

app = FastAPI(lifespan=lifespan)
app.include_router(router)
