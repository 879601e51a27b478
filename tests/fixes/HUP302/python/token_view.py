import os

from django.http import JsonResponse
from stream_chat import StreamChat

server = StreamChat(api_key=os.environ["STREAM_KEY"], api_secret=os.environ["STREAM_SECRET"])


def token(request):
    user_id = str(request.user.pk)
    signed = server.create_token(user_id)
    server.connect_user({"id": user_id, "name": request.user.get_full_name()}, signed)  # has to exist
    server.disconnect_user()
    return JsonResponse({"token": signed})
