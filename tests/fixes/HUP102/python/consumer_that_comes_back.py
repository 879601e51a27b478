import asyncio
import logging

import aio_pika


async def consume(handle):
    while True:
        link = None
        try:
            link = await aio_pika.connect_robust("amqp://mill/", heartbeat=60)
            channel = await link.channel()
            queue = await channel.declare_queue("grain", durable=True)
            await queue.consume(handle)
            await asyncio.Future()
        except asyncio.CancelledError:
            if link:
                await link.close()
            raise
        except Exception as error:
            logging.exception("once more: %s", error)
            if link:
                try:
                    await link.close()
                except Exception:
                    logging.exception("it would not close")
            await asyncio.sleep(5)
