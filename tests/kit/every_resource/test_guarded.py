"""A guarded field is nowhere for who lacks its permission: not to read, not to write, not to guess at."""

from typing import Any

import pytest
from django.db.models import F

from tests.kit.every_resource.house import House
from xianji.kit import registry
from xianji.kit.metrics import figures
from xianji.kit.metrics.dimensions import dimension
from xianji.kit.records import history
from xianji.kit.refusals import Refused
from xianji.kit.search.ask import search
from xianji.kit.verbs import change


def test_it_is_on_no_page(house: House, guarding: Any) -> None:
    address = guarding.address(house.first(guarding).pk)
    values = [str(getattr(house.first(guarding), name)) for name in guarding.guarded]
    columns = f"?columns={','.join([guarding.title_name, *guarding.guarded])}"
    for path in [guarding.path, f"{guarding.path}{columns}", address, f"{address}/edit", f"{guarding.path}new",
                 f"{address}?tab=history"]:  # fmt: skip
        seen, hidden = (plain(house.client(name).get(path)) for name in ("all", "open"))
        assert not [value for value in values if value in hidden], path
        assert not [name for name in guarding.guarded if f'name="{name}"' in hidden], path
        assert seen != hidden


def test_it_can_be_seen_with_the_permission(house: House, guarding: Any) -> None:
    page = house.client("all").get(guarding.address(house.first(guarding).pk))
    shown = [cell["name"] for section in page.context["sections"] for cell in section["fields"]]
    assert set(guarding.guarded) <= set(shown)


def test_it_can_be_neither_filtered_nor_sorted_by(house: House, guarding: Any) -> None:
    listed = [guarding.path, f"{guarding.path}export.csv", f"/api{guarding.path[:-1]}"]
    for name in guarding.guarded:
        for asked in ({name: "1.."}, {"sort": name}, {"sort": f"-{name}"}):
            for path in [*listed, f"{guarding.path}count"] if name in asked else listed:
                assert house.client("open").get(path, asked).status_code in {400, 403}, (path, asked)


def test_it_is_in_no_file_and_no_answer_of_the_api(house: House, guarding: Any) -> None:
    client = house.client("open")
    names = ",".join([guarding.title_name, *guarding.guarded])
    for path in (
        f"{guarding.path}export.csv?headers=names",
        f"{guarding.path}export.csv?headers=names&columns={names}",
    ):
        heading = b"".join(client.get(path).streaming_content).split(b"\r\n")[0].decode().split(",")
        assert not set(heading) & set(guarding.guarded)
    items = client.get(f"/api{guarding.path[:-1]}").json()["items"]
    one = client.get(f"/api{guarding.address(house.first(guarding).pk)}").json()
    assert not [item for item in [*items, one] if item.keys() & set(guarding.guarded)]


def test_it_cannot_be_written(house: House, guarding: Any) -> None:
    record, client = house.first(guarding), house.client("open")
    for name in guarding.guarded:
        with house.acting("open"), pytest.raises(Refused):
            change(record, {name: getattr(record, name)})
        sent = {name: "1", "version": record.version}
        assert client.patch(f"/api{guarding.address(record.pk)}", sent, "application/json").status_code in {403, 422}
    assert guarding.model.unscoped.get(pk=record.pk).version == record.version


def test_it_is_neither_in_the_search_nor_in_the_history(house: House, guarding: Any) -> None:
    record = house.first(guarding)
    with house.acting("open"):
        labels = {change["label"] for change in history.entries(record)[0][0]["changes"]}
    assert not labels & {guarding.column(name).label for name in guarding.guarded}
    for name in guarding.guarded:
        assert name not in guarding.search
        assert not search(str(getattr(record, name)), house.actor("open"), [guarding.label])


def test_no_figure_is_made_of_it_or_cut_by_it(house: House, guarding: Any) -> None:
    for metric in [one for one in registry.metrics.values() if one.model is guarding.model]:
        used = {part.name for whole in metric.parts.values() for part in whole.flatten() if isinstance(part, F)}
        assert not used & {name for name, guard in guarding.guarded.items() if guard != metric.guard}
        if used & set(guarding.guarded):
            with house.acting("open"), pytest.raises(Refused):
                figures(metric.name)
    for metric in registry.metrics.values():
        for name in registry.resource_of(metric.model).guarded:
            with house.acting("open"), pytest.raises(Refused):
                dimension(metric, name)


def plain(answer: Any) -> str:
    return answer.content.decode().replace(",", "")
