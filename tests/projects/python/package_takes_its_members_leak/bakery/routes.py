from quart import Blueprint, g

bp = Blueprint("bakery", __name__)


@bp.get("/loaves")
async def loaves():
    return {"line": g.line.connection_state}
