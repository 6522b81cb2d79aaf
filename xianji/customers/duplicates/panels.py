"""Two files side by side on the page of their case, and the case on the page of a customer."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.models import DuplicateCase, about, reasons
from xianji.kit import registry
from xianji.kit.merging.keeping import may_merge
from xianji.kit.records import page
from xianji.kit.records.finding import seen
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor

COMPARED = ("name", "short_name", "registration_no", "phone", "website", "address", "industry", "size_class", "region", "state",
            "owner", "last_contact_on", "won_amount")  # fmt: skip


@dataclass
class Line:
    """One field of both, and whether they say the same."""

    label: Any
    cells: list[Any]
    is_same: bool


class Beside(Panel):
    """Field by field, with the way to the merge. Who may not see one of the two is told so, and nothing of it."""

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        resource = registry.resource_of(Customer)
        both = [seen(Customer, pk, "owner", "industry", "region") for pk in (record.first_id, record.second_id)]
        files = [one for one in both if one is not None]
        told = {"case": record, "files": files, "hrefs": [resource.address(one.pk) for one in files],
                "reasons": reasons(record), "merge": "", "lines": []}  # fmt: skip
        if len(files) == 2:
            told["lines"] = [line for name in COMPARED if (line := compared(resource, name, files))]
            if record.state == DuplicateCase.State.OPEN and may_merge(resource):
                told["merge"] = f"{resource.path}merge?ids={record.first_id},{record.second_id}"
        return told


def compared(resource: Any, name: str, files: list[Any]) -> Line | None:
    """None where neither says anything."""
    column = resource.column(name)
    values = [getattr(one, column.field.attname) for one in files]
    if all(value in (None, "") for value in values):
        return None
    return Line(column.label, [page.cell(one, column)["cell"] for one in files], values[0] == values[1])


class Marked(Panel):
    """On a customer: that another file may be of the same company. It is asked for after the page, which does not wait."""

    def open_on(self, record: Any) -> bool:
        return registry.resource_of(DuplicateCase).may(actor.current(), "view")


def open_case(customer_id: int) -> dict[str, Any]:
    """The likest open case of a customer, as far as one may see it: {case, other, href}."""
    rows = DuplicateCase.objects.filter(about(customer_id), state=DuplicateCase.State.OPEN)
    case = rows.select_related("first", "second").order_by("-score", "pk").first()
    other = (case.second if case.first_id == customer_id else case.first) if case else None
    return {"case": case, "other": other, "href": registry.resource_of(DuplicateCase).address(case.pk) if case else ""}


BESIDE = Beside("beside", _("Side by side"), "customers/duplicates/beside.html", "main")
MARKED = Marked("duplicate", _("Possible duplicates"), "customers/duplicates/marked.html", "next")
