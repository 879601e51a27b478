from aiohttp import web

from market.stalls import open_stall

app = web.Application()
app.router.add_post("/stalls/{id}/open", open_stall)

if __name__ == "__main__":
    web.run_app(app)
