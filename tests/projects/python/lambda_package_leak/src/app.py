import json

from rooms import greet


def lambda_handler(event, context):
    greet(json.loads(event["body"])["guest"])
    return {"statusCode": 204}
