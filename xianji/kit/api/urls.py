"""Addresses below /api/; imported at the first call."""

from django.urls import path
from django.utils.translation import override

from xianji.kit.api.built import built
from xianji.kit.api.document import openapi

with override("en"):
    offered = built()
urlpatterns = [path("api/openapi.json", openapi), path("api/", offered.urls)]
