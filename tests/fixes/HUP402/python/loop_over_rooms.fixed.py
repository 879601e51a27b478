from stream_chat import StreamChat

KEY, SECRET = "key", "secret"


def purge(rooms):
    purged = 0
    client = StreamChat(
        KEY,
        SECRET,
    )
    # all of them
    for room in rooms:
        client.channel("messaging", room).delete(); purged += 1
    return purged
