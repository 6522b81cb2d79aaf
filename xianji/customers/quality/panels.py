"""What stands in the file, beside the check that compares it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.records.page import cell
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest

FIELDS = ("name", "registration_type", "registration_no", "industry", "address", "phone")


class OnFile(Panel):
    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """Two statements: the file as far as the reader may see it, and its main contact."""
        resource = registry.resource_of(Customer)
        customer = Customer.objects.select_related("industry").filter(pk=record.customer_id).first()
        main = Contact.objects.filter(customer=record.customer_id, is_primary=True).first() if customer else None
        return {
            "fields": [cell(customer, resource.column(name)) for name in FIELDS] if customer else [], "main": main,
            "href": resource.address(record.customer_id) if customer else "", "customer": customer,
        }  # fmt: skip


ON_FILE = OnFile("on_file", _("On file"), "customers/on_file.html")
