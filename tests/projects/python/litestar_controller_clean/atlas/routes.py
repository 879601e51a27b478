from litestar import Controller, post

from atlas.chat import tell


class MapController(Controller):
    path = "/maps"

    @post()
    async def publish(self, data: dict[str, str]) -> None:
        await tell(data["author"], data["title"])
