"""What makes a registration number right, and which customers nobody has."""

from typing import Any

from xianji.lib import ids

RULES = {"usci": ids.valid_usci, "ubn": ids.valid_ubn, "hk_br": ids.valid_hk_br}
LENGTHS = {"usci": 18, "ubn": 8, "hk_br": 8}
OPEN = "0."
"""The path above all pools."""


def is_open(record: Any) -> bool:
    """Whether it lies in a pool, with no owner and no unit."""
    return record.owner_id is None and record.org_path.startswith(OPEN)


def registration_refusal(kind: str, number: str) -> ids.Refusal | None:
    """Why the number cannot be one of its kind; None when it can."""
    rule = RULES.get(kind)
    return rule(number) if rule and number else None
