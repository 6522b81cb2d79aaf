"""What a form asks while it is filled in, when little is filled in yet."""

from typing import Any

import pytest

from tests.kit.every_resource.house import House


@pytest.mark.parametrize("shows", ["all of it", "one field"])
def test_a_form_is_checked_before_it_is_full(house: House, formed: Any, shows: str) -> None:
    first = formed.editable[0]
    typed = dict.fromkeys(formed.editable if shows == "all of it" else [first], "")
    answer = house.client("all").post(f"{formed.path}check?field={first}", typed)
    assert answer.status_code in (200, 422, 404), answer
