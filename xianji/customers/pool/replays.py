"""What there is to ask the table of the pool about: all customers that somebody holds, by kind."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.pool.deciding import RULES
from xianji.customers.pool.of_customers import CUSTOMERS
from xianji.rulebook.tables.replaying import replay

PATH = "/customers/customers/"


def held() -> Any:
    return CUSTOMERS.model.objects.filter(CUSTOMERS.in_life, owner__isnull=False)


@replay(RULES, _("Customers"), held, PATH)
def kinds(customers: list[Any]) -> dict[int, dict[str, Any]]:
    """The kind of each; how many would go back, and whose, is told by “Try other rules”."""
    return {one.pk: {"kind": CUSTOMERS.kind_of(one), "grade": None, "role": None} for one in customers}
