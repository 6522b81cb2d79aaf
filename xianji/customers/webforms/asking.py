"""The form that the public fills in: a few fields of a lead, the consent, and what only a machine would touch."""

from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from xianji.customers.webforms.models import Asked, WebForm
from xianji.kit.forms.fields import DayField
from xianji.kit.web.pages import forms

TRAP = "homepage"
PHONE = RegexValidator(r"\A\+?[\d ()./-]{5,29}\Z", _("Write a telephone number such as +86 138 0013 8000."))
LABELS = {
    "company": _("Company"), "person": _("Your name"), "job": _("Job title"), "mobile": _("Mobile number"),
    "email": _("E-mail address"), "wechat": _("WeChat"), "employees": _("How many people work there"),
    "need": _("What are you looking for?"), "wanted_on": _("Wanted by"),
}  # fmt: skip


def text(most: int, autocomplete: str = "", **options: Any) -> Any:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete} if autocomplete else {})
    return lambda **more: forms.CharField(max_length=most, widget=widget, **options, **more)


KINDS: dict[str, Any] = {
    "company": text(200, "organization"), "person": text(120, "name"), "job": text(120, "organization-title"),
    "mobile": lambda **more: forms.CharField(
        max_length=30, validators=[PHONE], widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}), **more
    ),
    "email": lambda **more: forms.EmailField(
        max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}), **more
    ),
    "wechat": text(60),
    "employees": lambda **more: forms.IntegerField(min_value=1, max_value=9_999_999, **more),
    "need": lambda **more: forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **more),
    "wanted_on": lambda **more: DayField(
        input_formats=["%Y-%m-%d"], widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more
    ),
}  # fmt: skip


class PublicForm(forms.Form):
    """What one form asks; `told` are the fields that people see."""

    def __init__(self, form: WebForm, posted: Any = None) -> None:
        super().__init__(posted, auto_id="f_%s", label_suffix="")
        asked = {"company": Asked.MUST, "person": Asked.MUST, **form.asked}
        self.asked = [name for name, how in asked.items() if how != Asked.NO]
        for name in self.asked:
            self.fields[name] = KINDS[name](label=LABELS[name], required=asked[name] == Asked.MUST)
            self.fields[name].widget.attrs["class"] = "input"
        self.fields["consent"] = forms.BooleanField(
            error_messages={"required": _("Without your consent we may not keep what you write.")}
        )
        self.fields["marketing"] = forms.BooleanField(required=False)
        self.fields[TRAP] = forms.CharField(required=False, max_length=200)

    @property
    def told(self) -> list[Any]:
        return [self[name] for name in self.asked]

    @property
    def is_trapped(self) -> bool:
        """A field that no person sees was filled in."""
        return bool(self.data.get(TRAP, "").strip())

    @property
    def texts(self) -> list[str]:
        """What was written freely."""
        return [value for name in ("company", "person", "job", "wechat", "need") if (value := self.cleaned_data.get(name))]

    @property
    def values(self) -> dict[str, Any]:
        """{field of leads: value}, of what was filled in."""
        return {name: value for name in self.asked if (value := self.cleaned_data.get(name)) not in (None, "")}
