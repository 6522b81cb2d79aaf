"""The facts of customers for the decision tables that are asked about them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.rulebook.tables.replaying import replay

PATH = "/customers/customers/"


@replay("customer.scale", _("Customers"), lambda: Customer.objects.all(), PATH)
def scale(customers: list[Any]) -> dict[int, dict[str, Any]]:
    """Staff and revenue, as far as they are known."""
    return {one.pk: {"staff": one.employees, "revenue": one.annual_revenue} for one in customers}
