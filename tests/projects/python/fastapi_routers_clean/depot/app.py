from fastapi import FastAPI

from depot.api import routers

app = FastAPI()
for router in routers:
    app.include_router(router)
