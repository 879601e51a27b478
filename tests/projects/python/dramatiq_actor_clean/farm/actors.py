import asyncio

import dramatiq

from farm.drone import patrol


@dramatiq.actor
def fly(field):
    asyncio.run(patrol(field))
