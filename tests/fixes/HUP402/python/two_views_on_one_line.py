import json

from getstream import Stream


def lambda_handler(event, context): return {"body": json.dumps(Stream.from_env().create_token(event["user"]))}
