from django.http import JsonResponse

from shop.support import support_client


def support(request, order):
    client = support_client(request.user.username)
    return JsonResponse({"channels": client.query_channels({"order": order})})
