from aio_pika import Message, connect  # the broker runs next door


async def announce(parcel: dict[str, str]) -> None:
    connection = await connect("amqp://depot/")

    try:
        channel = await connection.channel()
        # one parcel, one message
        await channel.default_exchange.publish(
            Message(parcel["id"].encode()), routing_key="parcels"
        )
    finally:
        await connection.close()


async def arrive(parcels):
    for parcel in parcels:
        await announce(parcel)
