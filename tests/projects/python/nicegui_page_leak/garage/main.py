from nicegui import ui

from garage.intercom import ring


@ui.page("/")
async def index():
    ui.button("Ring", on_click=ring)


ui.run()
