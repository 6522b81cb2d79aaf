"""What a record still lacks on its way to the next state: what its verbs would refuse, told before anybody presses them."""

from typing import Any

from xianji.kit.actions import Action


def lacking(resource: Any, record: Any, doable: list[Action], may_change: bool) -> list[dict[str, Any]]:
    """[{verb, fields: [{label, href}]}] for each verb onward that needs an empty field, with the way to fill it."""
    found = []
    for action in doable:
        if missing := action.missing(record):
            fields = [{"label": resource.column(name).label, "href": href(resource, record, name) if may_change else ""}
                      for name in missing]  # fmt: skip
            found.append({"verb": action.label, "fields": fields})
    return found


def href(resource: Any, record: Any, name: str) -> str:
    """The form, with the cursor in this field."""
    return f"{resource.address(record.pk)}/edit?at={name}" if name in resource.editable else ""
