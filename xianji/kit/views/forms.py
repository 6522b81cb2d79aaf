"""The dialog of a view: its name, and for those who may, its readers, its lock and the roles for which it opens first."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from xianji.kit.forms.build import KitForm
from xianji.kit.views.models import View
from xianji.kit.views.rights import LOCK, audiences
from xianji.lib import actor
from xianji.org.models import Role


def form_of(view: View | None = None, posted: Any = None) -> KitForm:
    """Only what this actor may decide."""
    who, names = actor.current(), dict(View.Audience.choices)
    fields: dict[str, forms.Field] = {"name": forms.CharField(label=_("Name"), max_length=60)}
    offered = list(dict.fromkeys([*audiences(who), *([view.audience] if view else [])]))
    if len(offered) > 1:
        fields["audience"] = forms.ChoiceField(label=_("For"), choices=[(one, names[one]) for one in offered])
    if who.may(LOCK) and len(offered) > 1:
        fields["is_locked"] = forms.BooleanField(label=_("Locked: only those who may lock views can change it"), required=False)
        fields["opens_for"] = forms.ModelMultipleChoiceField(
            Role.unscoped.filter(deleted_at=None).order_by("pk"), label=_("Opens first for"), required=False,
            widget=forms.CheckboxSelectMultiple)  # fmt: skip
    first: dict[str, Any] = {"audience": View.Audience.OWN}
    if view is not None:
        first = {"name": view.name, "audience": view.audience, "is_locked": view.is_locked, "opens_for": view.roles}
    return type("ViewForm", (KitForm,), fields)(posted, initial=first)
