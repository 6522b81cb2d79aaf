"""What leads add to the chapter."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.leads import controls
from xianji.customers.leads.resource import LeadResource
from xianji.kit.registry import NoticeKind, Part

part = Part(
    resources=[LeadResource],
    controls=[controls.leads_are_whole, controls.leads_are_called_in_time],
    asks={"sign": _("Sign of interest")},
    notices=[NoticeKind("lead", _("Leads"), "target-arrow", mail="at_once")],
)
