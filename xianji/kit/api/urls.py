"""Addresses below /api/; imported at the first call."""

from django.urls import path
from django.utils.translation import override

from xianji.kit import registry
from xianji.kit.api.built import built
from xianji.kit.api.document import openapi

with override("en"):
    offered = built()
own = [one for chapter in registry.chapters for one in chapter.api]
urlpatterns = [path("api/openapi.json", openapi), *own, path("api/", offered.urls)]
