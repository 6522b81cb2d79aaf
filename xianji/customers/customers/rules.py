"""What makes a registration number right."""

from xianji.lib import ids

RULES = {"usci": ids.valid_usci, "ubn": ids.valid_ubn, "hk_br": ids.valid_hk_br}
LENGTHS = {"usci": 18, "ubn": 8, "hk_br": 8}


def registration_refusal(kind: str, number: str) -> ids.Refusal | None:
    """Why the number cannot be one of its kind; None when it can."""
    rule = RULES.get(kind)
    return rule(number) if rule and number else None
