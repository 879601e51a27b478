from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


class Graph:
    """Who knows whom."""

    def __init__(self):
        self.edges = {}

    def connect_user(self, one, other):
        self.edges[one, other] = "asked"

    def disconnect_user(self, one, other):
        self.edges.pop((one, other), None)


graph = Graph()


@csrf_exempt
def befriend(request):
    graph.connect_user(request.POST["user"], request.POST["text"])
    return JsonResponse({"edges": len(graph.edges)})


urlpatterns = [path("friends/", befriend)]
