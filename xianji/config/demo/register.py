"""Who has to do with the demo company's personal data, and what was weighed before: all in order but for one who waits."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import Company
from xianji.customers.assessments import rules
from xianji.customers.assessments.models import ImpactAssessment
from xianji.customers.processors.models import Processor
from xianji.kit import store
from xianji.org.models import Person, User

AGO, YEAR = timedelta(days=120), timedelta(days=365)


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    """Two that are engaged at home; the sister company abroad, whose assessment of sending abroad is not approved yet."""
    words, owner = told["register"], User.objects.get(login="director").person
    assert owner is not None
    for place, one in enumerate(words["processors"]):
        is_engaged = one["place"] == "CN"
        made = store.create(Processor(
            **one, owner=owner, contract=f"DP-2026-{place + 11:03}", until=timezone.localdate() + YEAR,
            state="engaged" if is_engaged else "draft", engaged_on=timezone.localdate() - AGO if is_engaged else None,
        ))  # fmt: skip
        weigh(words, rules.ENTRUST, owner, made)
        if not is_engaged:
            weigh(words, rules.ABROAD, owner, made, is_approved=False)
    weigh(words, rules.AUTOMATED, owner)
    weigh(words, rules.SENSITIVE, owner)


def weigh(
    words: dict[str, Any], activity: str, owner: Person, processor: Processor | None = None, *, is_approved: bool = True
) -> None:
    today, told = timezone.localdate(), words["assessments"][activity]
    store.create(ImpactAssessment(
        name=f"{told['name']} · {processor}" if processor else told["name"], activity=activity, processor=processor, owner=owner,
        **words["weighed"], needed=told["needed"], from_on=today - AGO, to_on=today - AGO + YEAR,
        state="approved" if is_approved else "draft", approved_on=today - AGO if is_approved else None,
    ))  # fmt: skip
