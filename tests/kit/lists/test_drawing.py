"""Cells written without the macro say what the macro says."""

import pytest
from django.template import engines

from xianji.kit.lists.drawing import PLAIN, Once, cells


@pytest.fixture
def value():
    return engines["jinja2"].env.get_template("kit/cells.html").module.value


@pytest.mark.parametrize("kind", sorted(PLAIN))
@pytest.mark.parametrize("text", ["", "R&D <b>", "7"])
def test_plain_kinds_are_as_the_macro_writes_them(value, kind, text):
    write = cells([{"cell": "<td>", "is_title": False}], value)
    cell = (kind, text, None)
    assert write([cell], "") == f"<td>{value(cell)}</td>"


def test_a_title_stands_as_it_is_given_and_a_colleague_by_the_macro(value):
    columns = [{"cell": "<td>", "is_title": True}, {"cell": '<td class="r">', "is_title": False}]
    person = ("person", "李雷", 7)
    row = cells(columns, value)([("text", "100%", None), person], "<b>100%</b>")
    assert row == f'<td><b>100%</b></td><td class="r">{value(person)}</td>'


def test_a_value_is_made_once():
    made = []
    once = Once(lambda key: made.append(key) or str(key))
    assert [once[7], once[7], once[8]] == ["7", "7", "8"] and made == [7, 8]
