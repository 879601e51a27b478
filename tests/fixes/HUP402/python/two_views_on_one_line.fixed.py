import json

from getstream import Stream

client = Stream.from_env()


def lambda_handler(event, context): return {"body": json.dumps(client.create_token(event["user"]))}
