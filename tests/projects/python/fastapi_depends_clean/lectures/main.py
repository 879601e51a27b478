from fastapi import FastAPI

from lectures.routes import router

app = FastAPI()
app.include_router(router)
