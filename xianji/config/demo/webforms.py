"""A form of the campaign on the web: who filled it in these last days, from where, and one answer that is looked at."""

from datetime import timedelta
from random import Random
from typing import Any

from django.db.models import F
from django.utils import timezone, translation

from xianji.config.demo.company import Company
from xianji.config.demo.history import CUSTOMERS
from xianji.config.demo.prospects import LEADS
from xianji.config.demo.words import contact_name, customer_names
from xianji.customers.campaigns.models import Campaign
from xianji.customers.leads.models import Lead
from xianji.customers.touches.models import Touch
from xianji.customers.webforms.actions import publish
from xianji.customers.webforms.door import count
from xianji.customers.webforms.models import Refusals, Submission, Visits, WebForm
from xianji.customers.webforms.rules import Refusal
from xianji.customers.webforms.taking import take
from xianji.customers.webforms.wording import wording_of
from xianji.kit import store
from xianji.org.models import Unit

FIRST = CUSTOMERS + LEADS
PLACES = ("poster-1", "poster-1", "mail-10", "poster-1", "website", "mail-10", "website", "poster-1", "website", "")


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    words = told["webform"]
    campaign = Campaign.unscoped.filter(channel="web").order_by("pk").get()
    form = publish(store.create(WebForm(
        name=words["name"], owner=campaign.owner, campaign=campaign, sign="paper", region=company.regions[0], asks_need="must",
        team=Unit.unscoped.filter(head__isnull=False).order_by("-path").first(), sites="https://www.skylark.example",
        **words["texts"],
    )))  # fmt: skip
    shown = wording_of(form, translation.get_language() or "")
    assert shown is not None
    names = [name for name, *_more in customer_names(told, FIRST + len(PLACES))[FIRST:]]
    for place, medium in enumerate(PLACES):
        need = pick.choice(told["needs"]) if place else f"{pick.choice(told['needs'])} https://pictures.example/bench"
        values = {"company": names[place], "person": contact_name(told, pick), "mobile": f"1992000{place:04}", "need": need}
        made = take(form, values, [need], shown, medium, f"demo-{place}", marketing=place % 3 == 1)
        assert made is not None
        back(made, timezone.now() - timedelta(days=pick.randint(1, 12), hours=pick.randint(0, 9)))
    today = timezone.localdate()
    Visits.objects.bulk_create(
        Visits(form=form, on=today - timedelta(days=day), medium=medium, count=pick.randint(1, 9))
        for day in range(1, 13) for medium in ("poster-1", "mail-10", "website")
    )
    for reason, times in ((Refusal.TRAP, 41), (Refusal.QUICK, 17), (Refusal.TWICE, 2)):
        count(form, reason)
        Refusals.objects.filter(form=form, reason=reason.value).update(count=F("count") + times)


def back(made: Submission, moment: Any) -> None:
    """As if it had come then; the answer that waits to be looked at came today."""
    if made.doubt:
        return
    Submission.objects.filter(pk=made.pk).update(at=moment)
    Lead.unscoped.filter(pk=made.lead_id).update(created_at=moment)
    Touch.unscoped.filter(lead=made.lead_id).update(at=moment)
