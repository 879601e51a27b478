from django.http import JsonResponse

from shop.support import client, token_for


def support(request, order):
    return JsonResponse({"token": token_for(request.user.username), "channels": client.query_channels({"order": order})})
