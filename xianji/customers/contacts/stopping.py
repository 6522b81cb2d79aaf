"""Nobody plans a call or a mail to somebody who asked not to be contacted."""

from typing import Any

from django.utils import timezone

from xianji.customers.consents.asking import must_be_open
from xianji.customers.contacts.models import Contact
from xianji.workspace.activities.models import Activity

WAYS = {Activity.Kind.CALL: "call", Activity.Kind.MAIL: "mail", Activity.Kind.MEETING: "visit"}


def refuse_plans(told: list[tuple[Activity, dict[str, Any]]]) -> None:
    """Called with every write of activities: what has happened is written down in any case, what is to come is asked about."""
    for activity, changed in told:
        if activity.at <= timezone.now() or activity.about_label != Contact.label() or activity.deleted_at is not None:
            continue
        if changed.keys() & {"id", "at", "kind", "about_id"} and activity.kind in WAYS:
            person = Contact.unscoped.filter(pk=activity.about_id).first()
            if person is not None:
                must_be_open(person, WAYS[Activity.Kind(activity.kind)], at=activity.at)
