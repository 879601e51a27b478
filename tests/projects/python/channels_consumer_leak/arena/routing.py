from django.urls import path

from arena.consumers.match import MatchConsumer

websocket_urlpatterns = [path("ws/match/", MatchConsumer.as_asgi())]
