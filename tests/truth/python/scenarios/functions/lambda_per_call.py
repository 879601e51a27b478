from stream_chat import StreamChat


def lambda_handler(event, context):
    chat = StreamChat(api_key="key", api_secret="secret")  # expect: HUP402
    found = chat.query_channels({"members": {"$in": [event["user"]]}})
    return {"statusCode": 200, "body": str(len(found["channels"]))}
