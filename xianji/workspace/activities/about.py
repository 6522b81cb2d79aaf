"""What an activity is about: a record of any kind, found by type and id."""

from typing import Any

from xianji.kit import registry
from xianji.kit.records import page
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest


def subject_of(label: str, pk: int | None) -> tuple[Any, Any]:
    """(resource, record) if the actor may see it, else (None, None): what one may not see does not exist."""
    resource = registry.resources.get(label)
    record = page.found(resource, pk) if resource is not None and pk else None
    return (resource, record) if record is not None else (None, None)


class About(Panel):
    """On the activity's own page: the way to the record."""

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        resource, subject = subject_of(record.about_label, record.about_id)
        return {"subject": subject, "of": resource}
