"""Every list: it renders, each filter answers, each sort works both ways, pages visit each row once."""

import gzip
from typing import Any

import pytest

from tests.kit.every_resource.filtering import nonsense, plausible
from tests.kit.every_resource.house import House
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.query import ListQuery
from xianji.kit.order import sorted_by
from xianji.kit.web.context import menu

WALKERS = ("all", "nobody")
PAGE, PART = 30_000, 15_000
"""Packed bytes: a page of 50 rows, which with all it loads stays below 200 kB, and what is swapped into it."""
SWAPS = ({"HX-Boosted": "true", "HX-Target": "main"}, {"HX-Target": "rows"})


def test_it_renders_for_who_may_see_it(house: House, resource: Any) -> None:
    page = house.client("all").get(resource.path)
    assert page.status_code == 200
    assert f'href="{resource.path}' in page.content.decode()
    assert packed(page) <= PAGE and "Main menu" in page.content.decode()
    for asked in SWAPS:
        part = house.client("all").get(resource.path, headers={"HX-Request": "true"} | asked)
        assert packed(part) <= PART and "Main menu" not in part.content.decode(), asked


def packed(page: Any) -> int:
    return len(gzip.compress(page.content, 6))


def test_it_is_in_the_menu_of_who_may_see_it(house: House, resource: Any) -> None:
    hrefs = {
        name: {item["href"] for group in menu(house.actor(name), "en") for item in group["items"]} for name in WALKERS
    }
    assert (resource.path in hrefs["all"]) == resource.in_menu
    assert resource.path not in hrefs["nobody"]


def test_each_filter_finds_the_rows_that_have_the_value(house: House, resource: Any) -> None:
    with house.acting("all"):
        for name in resource.filterable:
            for text, expected in plausible(resource, name):
                found = set(ListQuery(resource, {name: text}).rows().values_list("pk", flat=True))
                assert found == expected, (name, text)


def test_each_filter_is_told_above_the_list(house: House, resource: Any) -> None:
    """All at once: each finds rows in the test above."""
    with house.acting("all"):
        asked = {name: plausible(resource, name)[0][0] for name in resource.filterable}
    page = house.client("all").get(resource.path, asked)
    assert page.status_code == 200
    assert [chip["label"] for chip in page.context["chips"]] == [resource.column(name).label for name in asked]


def test_each_filter_refuses_nonsense(house: House, resource: Any) -> None:
    client = house.client("all")
    for name in [*resource.filterable, "no_such_field"]:
        for text in nonsense(resource, name):
            assert client.get(f"{resource.path}count", {name: text}).status_code == 400, (name, text)


def test_each_sort_works_both_ways(house: House, resource: Any) -> None:
    with house.acting("all"):
        for name in resource.sortable:
            rows = list(ListQuery(resource, {"sort": name}, size=500).page([]).rows)
            back = list(ListQuery(resource, {"sort": f"-{name}"}, size=500).page([]).rows)
            assert rows == back[::-1], name
            values = [value for value, _pk in rows if not isinstance(value, str)]
            assert [v for v in values if v is None] == values[: values.count(None)], name
            assert is_rising([v for v in values if v is not None]), name


@pytest.mark.sampled
@pytest.mark.parametrize("down", ["", "-"])
def test_pages_visit_each_row_once(house: House, resource: Any, down: str) -> None:
    with house.acting("all"):
        for name in resource.sortable:
            whole = list(sorted_by(resource.rows(), name, bool(down)).values_list("pk", flat=True))
            assert len(whole) >= 120
            pages = walk(resource, f"{down}{name}", "after")
            assert [pk for page in pages for pk in page] == whole, name
            back = walk(resource, f"{down}{name}", "before", start=pages)
            assert back == pages[-2::-1], name


@pytest.mark.sampled
def test_the_pager_of_the_page_leads_through_all_rows(house: House, resource: Any) -> None:
    client, seen, href = house.client("all"), [], resource.path
    while href:
        context = client.get(href, headers={"HX-Target": "rows"}).context
        seen += [row["id"] for row in context["rows"]]
        href = context["next_href"] and resource.path + context["next_href"]
    with house.acting("all"):
        assert sorted(seen) == sorted(resource.rows().values_list("pk", flat=True))


@pytest.mark.sampled
def test_the_count_is_the_number_of_rows(house: House, resource: Any) -> None:
    with house.acting("all"):
        number = resource.rows().count()
    assert house.client("all").get(f"{resource.path}count").content.decode() == str(number)


@pytest.mark.sampled
def test_a_made_up_page_mark_is_refused(house: House, resource: Any) -> None:
    with house.acting("all"), pytest.raises(BadFilter):
        ListQuery(resource, {"after": "nonsense"}).page([])


def is_rising(values: list[Any]) -> bool:
    return all(low <= high for low, high in zip(values, values[1:], strict=False))


def walk(resource: Any, sort: str, way: str, start: list[list[int]] | None = None) -> list[list[int]]:
    """The ids of all pages, from the first on, or from the last page backwards."""
    found: list[list[int]] = []
    mark = last_mark(resource, sort, start) if start else ""
    while mark or not (found or start):
        page = ListQuery(resource, {"sort": sort, **({way: mark} if mark else {})}).page([])
        found.append([pk for _value, pk in page.rows])
        mark = page.after if way == "after" else page.before
    return found


def last_mark(resource: Any, sort: str, pages: list[list[int]]) -> str:
    """The mark of the last page's first row."""
    mark = ""
    for _page in pages:
        page = ListQuery(resource, {"sort": sort, **({"after": mark} if mark else {})}).page([])
        mark = page.after or page.before
    return mark
