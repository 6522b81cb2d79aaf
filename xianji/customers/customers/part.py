"""What the customers themselves add to the chapter."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.customers.resource import CustomerResource
from xianji.customers.customers.today import FOLLOWING
from xianji.kit.registry import Beginning, Part

part = Part(
    resources=[CustomerResource],
    today=[FOLLOWING],
    beginnings=[
        Beginning(
            _("Bring in the customers"),
            _("From a table of yours: a dry run first, and it can be undone."),
            "/import/new?object=customers.customer",
            "customers.customer.create",
            lambda: Customer.objects.exists(),
        )
    ],
)
