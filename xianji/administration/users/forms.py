"""The forms of accounts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit.forms.fields import DayField
from xianji.kit.web.pages import KitForm, forms
from xianji.org.access.models import Role
from xianji.org.units.models import Unit


class IndentedUnits(forms.ModelMultipleChoiceField):
    """Units in the order of the tree, indented by their depth."""

    def label_from_instance(self, unit: Any) -> str:
        return f"{'　' * (unit.path.count('.') - 1)}{unit.name}"


class RoleForm(KitForm):
    """A role, for whom it reaches further, and until when."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"] = forms.ModelChoiceField(Role.objects.order_by("code"), label=_("Role"), empty_label="")
        self.fields["units"] = IndentedUnits(
            Unit.objects.order_by("path"), required=False, label=_("Chosen units"),
            help_text=_("The role also reaches these units and all below them. Leave it empty for the person's own place."),
        )  # fmt: skip
        self.fields["until_on"] = DayField(
            required=False, label=_("Until"), help_text=_("The last day; empty for no end."),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )  # fmt: skip


class AccountForm(KitForm):
    """An account for somebody who is in the company already, or for a new person."""

    def __init__(self, *args: Any, person: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if person is None:
            self.fields["name"] = forms.CharField(max_length=120, label=_("Name"))
            self.fields["unit"] = forms.ModelChoiceField(Unit.objects.order_by("path"), label=_("Unit"), empty_label="")
        self.fields["login"] = forms.CharField(
            max_length=80, required=False, label=_("Login"),
            help_text=_("Letters and digits. Empty: the person's number."),
        )  # fmt: skip
        self.fields["email"] = forms.EmailField(
            required=False, label=_("Email"), initial=person.email if person else "",
            help_text=_("The invitation is sent there; you also see its link on the next page."),
        )  # fmt: skip
        self.fields["roles"] = forms.ModelMultipleChoiceField(
            Role.objects.order_by("code"), required=False, label=_("Roles"), widget=forms.CheckboxSelectMultiple
        )


