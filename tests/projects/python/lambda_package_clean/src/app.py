import json

from rooms import token


def lambda_handler(event, context):
    return {"statusCode": 200, "body": token(json.loads(event["body"])["guest"])}
