"""How one wants to be told, as a form: a choice for each kind, quiet hours, the digest's hour, an address of one's own."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.web.pages import KitForm, forms
from xianji.workspace.notices import rules
from xianji.workspace.notices.models import Wishes, kinds

CHOICES = {
    rules.AT_ONCE: gettext_lazy("By mail at once"), rules.DIGEST: gettext_lazy("By mail once a day"),
    rules.NEVER: gettext_lazy("Only here"), rules.OFF: pgettext_lazy("notice", "Not at all"),
}  # fmt: skip


def clock(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class WishesForm(KitForm):
    """The fields of the kinds are added for each form, as the chapters declare them."""

    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("Digest at"), coerce=int, choices=[(hour, f"{hour:02}:00") for hour in range(24)]
    )
    quiet_from = clock(gettext_lazy("Quiet from"))
    quiet_to = clock(gettext_lazy("Quiet until"))
    hook_url = forms.URLField(
        label=gettext_lazy("Address to call"), required=False, assume_scheme="https", max_length=200,
        help_text=gettext_lazy("A program of yours is called with each notice, signed as webhooks are."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if "quiet_from" in found and "quiet_to" in found and (found["quiet_from"] is None) != (found["quiet_to"] is None):
            self.add_error("quiet_to", _("Give both ends of the quiet hours, or neither."))
        return found

    def wishes(self) -> dict[str, Any]:
        """As they are kept: only those modes that differ from what the kind says of itself."""
        given = self.cleaned_data
        modes = {name: given[f"kind_{name}"] for name in kinds() if given[f"kind_{name}"]}
        return {"modes": modes, **{name: given.get(name) or ("" if name == "hook_url" else None) for name in PLAIN},
                "digest_hour": given["digest_hour"]}  # fmt: skip


PLAIN = ("quiet_from", "quiet_to", "hook_url")


def form_of(row: Wishes, default: Wishes | None, posted: Any = None) -> WishesForm:
    """`default` is what the company settled, which an empty choice follows; the company's own form follows the kinds."""
    fields: dict[str, forms.Field] = {}
    first = {name: getattr(row, name) for name in (*PLAIN, "digest_hour")}
    for kind in kinds().values():
        followed = (default.modes.get(kind.name) if default else None) or kind.mail
        offered = {mode: label for mode, label in CHOICES.items() if mode != rules.OFF or kind.can_mute}
        same = _("As settled: %(choice)s") % {"choice": CHOICES[followed]}
        fields[f"kind_{kind.name}"] = forms.ChoiceField(
            label=kind.title, required=False, choices=[("", same), *offered.items()]
        )
        first[f"kind_{kind.name}"] = row.modes.get(kind.name, "")
    made = WishesForm(posted, fields, initial=first)
    if default is None:
        del made.fields["hook_url"]
    return made
