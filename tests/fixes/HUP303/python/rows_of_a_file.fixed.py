import csv
import os
from pathlib import Path

from stream_chat import StreamChat

server = StreamChat(api_key=os.environ["KEY"], api_secret=os.environ["SECRET"])


def import_members(path: Path) -> int:
    count = 0
    with path.open(newline="") as handle:
        rows = list(csv.DictReader(handle))
        server.upsert_users([{"id": row["id"], "name": row["name"].strip()} for row in rows])
        for row in rows:
            count += 1
    return count
