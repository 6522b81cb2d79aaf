"""Setting a parameter: a new value from a day on, with the reason, told in the journal."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record
from xianji.lib import actor
from xianji.rulebook.kinds import Unreadable
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.parameters import reading
from xianji.rulebook.parameters.declared import parameter
from xianji.rulebook.parameters.models import ParameterValue


def plan(key: str, text: str, effective_on: date, reason: str, source: str = "web") -> ParameterValue:
    """Decide on a value from a day on; nothing that has happened is judged anew, so the day is never past."""
    declared = parameter(key)
    try:
        value = declared.read(text)
    except Unreadable as problem:
        raise Refusal(value=str(problem)) from problem
    if effective_on < timezone.localdate():
        raise Refusal(effective_on=_("A value holds from today on at the earliest: what was judged before stays as it was."))
    if not reason.strip():
        raise Refusal(reason=_("Please say why."))
    before = reading.value(key, effective_on)
    if value == before:
        raise Refusal(value=_("It is %(value)s on that day already.") % {"value": declared.told(value)})
    with transaction.atomic():
        made = ParameterValue(
            key=key, value=declared.written(value), effective_on=effective_on, reason=reason.strip(),
            by_id=actor.current().person_id,
        )  # fmt: skip
        made.save()
        changes = {"value": (declared.written(before), made.value), "effective_on": (None, effective_on.isoformat())}
        record(Event("change", made._meta.label_lower, made.pk, f"{declared.label} ({key})", changes, made.reason), source=source)
        reading.forget()
        transaction.on_commit(reading.forget)
    return made
