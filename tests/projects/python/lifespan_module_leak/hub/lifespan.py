from contextlib import asynccontextmanager

from hub import speakers


@asynccontextmanager
async def lifespan(app):
    await speakers.plug_in(app.state.call)
    yield
    speakers.current = None
