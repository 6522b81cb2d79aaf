"""With whom a record is shared, behind a tab for those who may share it."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.forms.build import KitForm
from xianji.kit.forms.fields import DayField
from xianji.kit.forms.links import linked
from xianji.kit.records.panels import Panel
from xianji.kit.records.tabs import TRACES
from xianji.kit.sharing.keeping import may_share, shares_of
from xianji.kit.sharing.words import shared_with
from xianji.org.models import Person, Unit


class ShareForm(KitForm):
    """With one person, or with one unit."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if bool(values.get("person")) == bool(values.get("unit")) and not self.errors:
            self.add_error("person", _("Choose one person, or one unit."))
        return values


def form_of(posted: Any = None) -> KitForm:
    until = DayField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    fields = {"person": linked(Person, label=_("Person"), required=False),
              "unit": linked(Unit, label=_("or unit"), required=False),
              "with_below": forms.BooleanField(label=_("With the units below"), required=False), "until_on": until,
              "may_change": forms.BooleanField(label=_("May change it too"), required=False)}  # fmt: skip
    return ShareForm(posted, fields)


class Sharing(Panel):
    def open_on(self, record: Any) -> bool:
        return record.deleted_at is None and may_share(record)

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        at, today = f"{registry.resource_of(type(record)).address(record.pk)}/shares", timezone.localdate()
        rows = [{"who": shared_with(one), "key": one.person_id, "may_change": one.may_change, "until_on": one.until_on,
                 "is_over": one.until_on is not None and one.until_on < today, "href": f"{at}/{one.pk}/delete"}
                for one in shares_of(record)]  # fmt: skip
        return {"shares": rows, "add_href": at, "form": form_of()}


SHARING = Sharing("sharing", gettext_lazy("Sharing"), "kit/panels/sharing.html", "tab", fold=TRACES, order=1)
