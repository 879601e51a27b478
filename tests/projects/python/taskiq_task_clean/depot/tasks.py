from depot.broker import broker
from depot.radio import call_driver


@broker.task
async def late(driver: str, minutes: int) -> None:
    await call_driver(driver, minutes)
