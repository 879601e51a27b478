from django.urls import path

from . import views

urlpatterns = [path("support/<int:order>/", views.support)]
