"""Lists of customers for every scope: pages, filters, sorts and depth, each beside the bare driver for the same rows.

Runs by itself on XIANJI_HOME and XIANJI_DATABASE: `python -m benchmarks.tasks.listing`."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks.measuring import Measured, interleaved, main

WIDE = "name,number,size_class,owner,last_contact_on,won_amount,region,industry,state,updated_at"
SCOPES = ("seller", "lead", "region", "director")
PLACE = "/customers/customers/"
SQL, SLOWEST, DEEP = 5, 3, 1.5
WORDS = ("金星", "golden", "科技")


def measure() -> Iterator[Measured]:
    """Everything, by scope."""
    people = actors()
    widest = people["director"]
    for scope, who in people.items():
        yield from pages(scope, who)
    yield from empty(widest)
    yield from counting(people)
    yield from depth(widest)


def actors() -> dict[str, Any]:
    """{scope: actor}: those who sign in, or the SYSTEM where the home was filled by other means."""
    from django.contrib.auth import get_user_model

    from xianji.lib.actor import SYSTEM, acting
    from xianji.org.actors import actor_of

    with acting(SYSTEM):
        users = {user.login: user for user in get_user_model().objects.filter(login__in=SCOPES)}
        found: dict[str, Any] = {login: actor_of(user) for login, user in users.items()}
    return found | {"director": found.get("director", SYSTEM)}


def pages(scope: str, who: Any) -> Iterator[Measured]:
    """The first page against the driver; then each filter and sort against the first page."""
    from xianji.lib.actor import acting

    with acting(who):
        first = page_of({"columns": WIDE})
        yield Measured(f"{scope}: first page, rows in SQL", *interleaved(first, bare({"columns": WIDE})), most=SQL)
        for told, asked in questions():
            further = page_of({"columns": WIDE, **asked})
            yield Measured(f"{scope}: {told}", *interleaved(further, first), most=SLOWEST, note="beside its first page")


def counting(people: dict[str, Any]) -> Iterator[Measured]:
    """What the late count costs beside one page and beside counting everything; it stops at its cap."""
    from xianji.kit.lists.query import CAP, ListQuery
    from xianji.lib.actor import acting

    for scope, who in people.items():
        with acting(who):
            for asked in ({}, {"state": values(customers(), "state")[0]}):
                told = " ".join(f"{name}={value}" for name, value in asked.items()) or "all"
                query = ListQuery(customers(), asked)
                capped = partial(ListQuery.count, query)
                yield Measured(f"{scope}: count of {told}, counted", capped(), most=CAP + 1, unit="rows")
                first = page_of({"columns": WIDE, **asked})
                yield Measured(f"{scope}: count of {told}", *interleaved(capped, first), note="late, beside its first page")


def empty(full: Any) -> Iterator[Measured]:
    """The first page of somebody who owns nothing, beside that of one who sees everything."""
    from xianji.lib.actor import Actor, Reach, acting

    nobody = Actor("nobody", person_id=2**40, rights={"customers.customer.view": Reach(own=True, shared=True)})

    def page_for(who: Any) -> Callable[[], Any]:
        def read() -> Any:
            with acting(who):
                return page_of({"columns": WIDE})()

        return read

    yield Measured("an empty scope", *interleaved(page_for(nobody), page_for(full)), most=1, note="beside the director's page")


def questions() -> Iterator[tuple[str, dict[str, str]]]:
    """Every offered sort both ways, alone and with each filter by a value that is common and one that is rare."""
    resource = customers()
    filters = [{}, *({name: value} for name in resource.filterable for value in values(resource, name))]
    for words in WORDS:
        yield f"q={words}", {"q": words}
    for asked in filters:
        for sort in (f"{sign}{name}" for name in resource.sortable for sign in ("", "-")):
            yield " ".join([*(f"{name}={value}" for name, value in asked.items()), sort]), {**asked, "sort": sort}


def values(resource: Any, name: str) -> list[str]:
    """The commonest and the rarest value that there is of a choice or a link; a range of others."""
    from django.db.models import Count

    column = resource.column(name)
    if column.kind == "moment":
        return ["last_30_days"]
    if column.kind == "date":
        return ["last_month", "2026-01-01..2026-06-30"]
    if column.is_number:
        return ["5000000.."]
    counted = resource.model.unscoped.exclude(**{f"{name}__isnull": True}).values_list(name).annotate(n=Count("pk"))
    found = [str(value) for value, _number in counted.order_by("-n") if value != ""]
    return list(dict.fromkeys([found[0], found[-1]])) if found else []


def customers() -> Any:
    from xianji.kit import registry

    return registry.resource_of("customers.customer")


def page_of(asked: dict[str, str]) -> Callable[[], Any]:
    """The rows of one page as the product reads them: address to values."""
    from xianji.kit.lists.cells import fetched
    from xianji.kit.lists.query import ListQuery

    def read() -> Any:
        query = ListQuery(customers(), dict(asked))
        return query.page(fetched(query.columns))

    return read


def bare(asked: dict[str, str]) -> Callable[[], Any]:
    """The same rows by the driver alone: their ids known, one statement, no conversion."""
    from django.db import connection

    rows = page_of(asked)().rows
    ids = ", ".join(str(row[1]) for row in rows) or "0"
    sql = (
        "SELECT c.updated_at, c.id, c.name, c.number, c.size_class, c.owner_id, p.name, c.last_contact_on, c.won_amount, "
        "c.region_id, r.name, c.industry_id, t.name, c.state, c.updated_at FROM customers_customer c "
        "LEFT JOIN org_person p ON p.id = c.owner_id LEFT JOIN org_region r ON r.id = c.region_id "
        f"LEFT JOIN catalog_term t ON t.id = c.industry_id WHERE c.id IN ({ids}) ORDER BY c.updated_at DESC, c.id DESC"
    )
    connection.ensure_connection()
    return lambda: connection.connection.cursor().execute(sql).fetchall()


def depth(who: Any) -> Iterator[Measured]:
    """A page nine tenths down the list, by its page mark, beside the first."""
    from xianji.kit.lists.query import mark_of
    from xianji.lib.actor import acting

    model = customers().model
    down = model.unscoped.count() * 9 // 10
    with acting(who):
        for sort in ("-updated_at", "name"):
            name = sort.removeprefix("-")
            ids = model.unscoped.filter(deleted_at=None).order_by(sort, "-pk" if sort[0] == "-" else "pk")
            row = ids.values_list(name, "pk")[down]
            asked = {"columns": WIDE, "sort": sort}
            deep, first = page_of({**asked, "after": mark_of(row)}), page_of(asked)
            yield Measured(f"page at depth {down:,} by {sort}", *interleaved(deep, first), most=DEEP)


if __name__ == "__main__":
    main(measure)
