"""A resource that names something missing is told where."""

import pytest

from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.kit.actions import Action
from xianji.kit.checks import check_resources, problems
from xianji.kit.resource import Resource


def declared(**attributes):
    return type("WrongResource", (Resource,), {"model": Customer, **attributes})(registry.chapters[0])


@pytest.mark.parametrize(
    ("attributes", "code", "words"),
    [
        ({"columns": ["name", "colour"]}, "kit.E001", "columns names 'colour'"),
        ({"filters": ["owner__shoe_size"]}, "kit.E001", "filters names 'owner__shoe_size'"),
        ({"sections": {"A": ["name", "nam"]}}, "kit.E001", "sections names 'nam'"),
        ({"search": ["nmae"]}, "kit.E001", "search names 'nmae'"),
        ({"fixed": ["total"]}, "kit.E001", "fixed names 'total'"),
        ({"guarded": {"cost": "x.y"}}, "kit.E001", "guarded names 'cost'"),
        ({"facts": ["margin"]}, "kit.E001", "facts names 'margin'"),
        ({"quick": ["fax"]}, "kit.E001", "quick names 'fax'"),
        ({"imports": ["parent__numer"]}, "kit.E001", "imports names 'parent__numer'"),
        ({"order": ["-born_on"]}, "kit.E001", "order names 'born_on'"),
        ({"key": "barcode"}, "kit.E001", "key names 'barcode'"),
        ({"lines": {"rows": ["name"]}}, "kit.E002", "lines names 'rows'"),
        ({"lines": {"contacts": ["nickname"]}}, "kit.E002", "names 'nickname'"),
        (
            {"actions": [Action(Customer, print, "sing", "Sing", when=("happy",))]},
            "kit.E003",
            "actions: sing names 'happy'",
        ),
        ({"board": "name"}, "kit.E004", "board names 'name'"),
    ],
)
def test_a_missing_name_is_told_with_resource_and_attribute(attributes, code, words):
    [error] = problems(declared(**attributes))
    assert error.id == code and words in error.msg and "WrongResource" in error.msg


def test_a_right_resource_has_no_problems():
    attributes = {"columns": ["name", "owner__number"], "lines": {"contacts": ["name"]}, "board": "state"}
    assert list(problems(declared(**attributes))) == []


def test_every_resource_of_the_product_is_right():
    assert check_resources() == []
