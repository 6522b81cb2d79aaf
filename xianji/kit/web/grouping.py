"""A thousand addresses in groups, so that a request compares its own with a few dozen and not with all of them."""

from collections.abc import Iterable

from django.urls import include, path
from django.urls.resolvers import RoutePattern, URLPattern, URLResolver

OneOf = URLPattern | URLResolver


def by_segment(patterns: Iterable[OneOf]) -> list[OneOf]:
    """The same addresses; those whose routes begin with the same segment stand in one group, at the place of the first.

    Their order within the group stays. Two segments that differ must not match the same text: a number beside words is fine.
    """
    groups: dict[str, list[OneOf]] = {}
    for place, one in enumerate(patterns):
        segment, slash, _rest = route_of(one).partition("/")
        groups.setdefault(f"{segment}/" if slash else f"{place}", []).append(one)
    return [
        members[0] if len(members) == 1 else path(segment, include([below(one, segment) for one in members]))
        for segment, members in groups.items()
    ]


def route_of(one: OneOf) -> str:
    return str(one.pattern) if isinstance(one.pattern, RoutePattern) else ""


def below(one: OneOf, segment: str) -> OneOf:
    """The same address as seen from below its first segment."""
    rest = route_of(one).removeprefix(segment)
    if isinstance(one, URLPattern):
        return URLPattern(RoutePattern(rest, is_endpoint=True), one.callback, one.default_args, one.name)
    return URLResolver(RoutePattern(rest), one.urlconf_name, one.default_kwargs, one.app_name, one.namespace)
