"""Addresses under /account/: ours first, then allauth's."""

from django.urls import include, path
from django.views.generic import RedirectView

from xianji.administration.sessions import views as sessions
from xianji.administration.signin.views import closed, invitation
from xianji.administration.tokens import views as tokens

urlpatterns = [
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("2fa/webauthn/", RedirectView.as_view(url="/account/2fa/")),
    path("sessions/", sessions.sessions),
    path("sessions/<int:pk>/end", sessions.end),
    path("tokens/", tokens.own),
    path("tokens/<int:pk>/revoke", tokens.revoke_own),
    path("email/", closed),
    path("confirm-email/", closed),
    path("confirm-email/<str:key>/", closed),
    path("", include("allauth.urls")),
]
