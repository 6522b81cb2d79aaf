"""Grouped addresses lead where the same addresses led one after the other."""

from django.urls import include, path
from django.urls.resolvers import RegexPattern, Resolver404, URLResolver

from xianji.kit.web.grouping import by_segment


def page(name):
    def answer(request, **given):
        raise AssertionError("only looked up")

    answer.__name__ = name
    return answer


FLAT = [
    path("", page("home")),
    path("help", page("help")),
    path("customers/pool/<int:pk>/look", page("look")),
    path("customers/customers/", include([path("", page("list")), path("<int:pk>", page("record")), path("new", page("new"))])),
    path("sales/<str:name>", page("own")),
    path("customers/<str:name>/<int:pk>", page("late"), {"label": "x"}),
    path("sales/<str:name>", page("never reached")),
]


def found(patterns, address):
    try:
        match = URLResolver(RegexPattern(r"^"), patterns).resolve(address)
    except Resolver404:
        return None
    return match.func.__name__, match.kwargs, match.route


def test_each_address_leads_to_the_same_page_and_the_first_wins() -> None:
    addresses = ["", "help", "customers/pool/7/look", "customers/customers/", "customers/customers/7", "customers/customers/new",
                 "customers/other/7", "sales/orders", "nowhere", "customers/", "customers/customers/7/x", "help/"]  # fmt: skip
    grouped = by_segment(FLAT)
    assert len(grouped) == 4
    assert [found(grouped, one) for one in addresses] == [found(FLAT, one) for one in addresses]
    assert found(grouped, "sales/orders") == ("own", {"name": "orders"}, "sales/<str:name>")
