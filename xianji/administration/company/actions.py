"""Changing what was said about the company at set-up."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xianji.administration.users.actions import MANAGE
from xianji.audit.journal import Event, record
from xianji.kit.refusals import NotPermitted
from xianji.lib import actor
from xianji.org.company.models import Company
from xianji.org.company.settled import forget

OPEN = ("name", "language")
"""Country, currency, time zone and fiscal year have been counted with since set-up, so they stay."""


def change(wish: dict[str, Any]) -> bool:
    """Whether anything was different."""
    if not actor.current().may(MANAGE):
        raise NotPermitted(_("Only administrators change the company."))
    with transaction.atomic():
        company = Company.objects.select_for_update().get(pk=1)
        changed = {name: (getattr(company, name), wish[name]) for name in OPEN if getattr(company, name) != wish[name]}
        if changed:
            for name, (_old, new) in changed.items():
                setattr(company, name, new)
            company.save(update_fields=list(changed))
            record(Event("change", company._meta.label_lower, company.pk, company.name, changed), source="web")
    forget()
    return bool(changed)
