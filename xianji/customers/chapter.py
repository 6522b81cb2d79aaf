"""Contents of chapter 三: customer development."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.campaigns.resource import CampaignResource
from xianji.customers.consents.addresses import urls
from xianji.customers.consents.resource import ConsentResource, NoticeVersionResource
from xianji.customers.contacts.resource import ContactResource
from xianji.customers.customers.models import Customer
from xianji.customers.customers.resource import CustomerResource
from xianji.customers.customers.today import FOLLOWING
from xianji.customers.leads.resource import LeadResource
from xianji.customers.profiles import controls
from xianji.customers.touches.resource import TouchResource
from xianji.kit.registry import Beginning, Chapter

chapter = Chapter(
    name="customers",
    number="三",
    title=_("Customer development"),
    icon="building",
    resources=[
        CustomerResource, ContactResource, ConsentResource, NoticeVersionResource, LeadResource,
        CampaignResource, TouchResource,
    ],  # fmt: skip
    controls=[
        controls.files_are_complete, controls.files_are_checked, controls.numbers_are_unique, controls.customers_have_a_class,
    ],  # fmt: skip
    urls=urls,
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
