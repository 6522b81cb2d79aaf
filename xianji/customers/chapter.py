"""Contents of chapter 三: customer development."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.contacts.resource import ContactResource
from xianji.customers.customers.resource import CustomerResource
from xianji.kit.registry import Chapter

chapter = Chapter(
    name="customers",
    number="三",
    title=_("Customer development"),
    icon="building",
    resources=[CustomerResource, ContactResource],
)
