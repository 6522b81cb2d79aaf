"""The facts of leads, for the decision tables that are asked about them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.leads import scoring
from xianji.customers.leads.models import Lead
from xianji.rulebook.tables.replaying import replay

PATH = "/customers/leads/"


@replay("lead.score", _("Leads"), lambda: Lead.objects.all(), PATH)
def fit(leads: list[Any]) -> dict[int, dict[str, Any]]:
    served = scoring.served_regions({one.region_id for one in leads})
    return {one.pk: scoring.facts_of(one, served) for one in leads}


@replay("lead.grade", _("Leads"), lambda: Lead.objects.all(), PATH)
def grade(leads: list[Any]) -> dict[int, dict[str, Any]]:
    return {one.pk: {"score": one.score, "excluded": one.standing == Lead.Standing.EXCLUDED} for one in leads}
