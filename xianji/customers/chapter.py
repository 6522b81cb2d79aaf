"""Contents of chapter 三: customer development."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.customers.calls import views as calls
from xianji.customers.calls.queue import count
from xianji.customers.campaigns import controls as campaigns
from xianji.customers.campaigns.resource import CampaignResource
from xianji.customers.consents import addresses as consents
from xianji.customers.consents.resource import ConsentResource, NoticeVersionResource
from xianji.customers.contacts.resource import ContactResource
from xianji.customers.customers.models import Customer
from xianji.customers.customers.resource import CustomerResource
from xianji.customers.customers.today import FOLLOWING
from xianji.customers.leads import controls as leads
from xianji.customers.leads.resource import LeadResource
from xianji.customers.pool.controls import idle_customers_go_back
from xianji.customers.pool.resource import PoolEntryResource, PoolMovementResource, PoolResource
from xianji.customers.profiles import controls
from xianji.customers.touches import controls as touches
from xianji.customers.touches.resource import TouchResource
from xianji.kit.registry import Beginning, Chapter, NoticeKind, Page

chapter = Chapter(
    name="customers",
    number="三",
    title=_("Customer development"),
    icon="building",
    resources=[
        CustomerResource, ContactResource, ConsentResource, NoticeVersionResource, LeadResource,
        CampaignResource, TouchResource, PoolEntryResource, PoolResource, PoolMovementResource,
    ],  # fmt: skip
    controls=[
        controls.files_are_complete, controls.files_are_checked, controls.numbers_are_unique, controls.customers_have_a_class,
        leads.leads_are_whole, leads.leads_are_called_in_time, leads.leads_are_followed_up,
        touches.nobody_is_disturbed, touches.calls_are_made_by_day, campaigns.planned_channels_are_at_work,
        idle_customers_go_back,
    ],  # fmt: skip
    pages=[Page("calls", _("Telephone worklist"), "headset", calls.MAY, on_phone=True, go="p", counts="calls")],
    counts={"calls": lambda who: count(who.person_id)},
    urls=[
        *consents.urls,
        path("customers/calls", calls.page),
        path("customers/calls/<int:pk>", calls.note),
        path("customers/calls/<int:pk>/dial", calls.dial),
    ],
    today=[FOLLOWING],
    notices=[NoticeKind("lead", _("Leads"), "target-arrow", mail="at_once"), NoticeKind("pool", _("Pools"), "ripple", mail="at_once")],
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
