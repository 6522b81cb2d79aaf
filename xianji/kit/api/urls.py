"""Addresses below /api/; imported at the first call."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import override

from xianji.kit import registry
from xianji.kit.api.built import built
from xianji.kit.api.document import openapi

Address = URLPattern | URLResolver


def object_by_object(addresses: list[Address]) -> list[Address]:
    """The same below CHAPTER/OBJECTS each: two thousand in a row took a millisecond to look through."""
    return [path(place, include(list(below(place, some)))) for place, some in groupby(addresses, key=place_of)]


def place_of(address: Address) -> str:
    return "/".join(str(address.pattern).split("/")[:2])


def below(place: str, addresses: Iterable[Address]) -> Iterator[Address]:
    for one in addresses:
        assert isinstance(one, URLPattern)
        yield path(str(one.pattern).removeprefix(place), one.callback, name=one.name)


with override("en"):
    offered = built()
    patterns, app, namespace = offered.urls
own = [one for chapter in registry.chapters for one in chapter.api]
urlpatterns = [path("api/openapi.json", openapi), *own, path("api/", (object_by_object(patterns), app, namespace))]
