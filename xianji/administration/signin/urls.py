"""Addresses under /account/: ours first, then allauth's."""

from django.urls import include, path

from xianji.administration.signin.views import closed, invitation

urlpatterns = [
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("email/", closed),
    path("confirm-email/", closed),
    path("confirm-email/<str:key>/", closed),
    path("", include("allauth.urls")),
]
