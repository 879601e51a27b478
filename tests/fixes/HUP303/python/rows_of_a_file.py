import csv
import os
from pathlib import Path

from stream_chat import StreamChat

server = StreamChat(api_key=os.environ["KEY"], api_secret=os.environ["SECRET"])


def import_members(path: Path) -> int:
    count = 0
    with path.open(newline="") as handle:
        rows = list(csv.DictReader(handle))
        for row in rows:
            name = row["name"].strip()  # as it was typed
            server.connect_user({"id": row["id"], "name": name}, server.create_token(row["id"]))
            server.disconnect_user()
            count += 1
    return count
