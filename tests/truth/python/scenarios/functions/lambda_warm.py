from stream_chat import StreamChat

chat = StreamChat(api_key="key", api_secret="secret")


def lambda_handler(event, context):
    found = chat.query_channels({"members": {"$in": [event["user"]]}})
    return {"statusCode": 200, "body": str(len(found["channels"]))}
