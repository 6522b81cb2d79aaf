"""The screens of handing over and leaving: what will move stands there before anything moves."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.administration.people.actions import hand_over_all, leave
from xianji.kit import registry
from xianji.kit.forms.fields import DayField
from xianji.kit.forms.links import linked
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.lib import actor
from xianji.org.people.models import Person
from xianji.org.people.owned import headed_by, owned_by, reports_of

ACTIONS: dict[str, Any] = {"leave": leave, "hand_over_all": hand_over_all}


@web.require_http_methods(["GET", "POST"])
@web.signed_in
def passing_on(request: web.HttpRequest, pk: int, verb: str) -> web.HttpResponse:
    """Counts per kind, then the form; the verb itself checks again."""
    action, resource = ACTIONS[verb], registry.resource_of(Person)
    person = Person.objects.filter(pk=pk).first()
    if person is None or not action.open_to(person, actor.current()):
        raise web.Http404
    owned = owned_by(person)
    form = _form(verb, owned)(request.POST if request.method == "POST" else None, initial={"kinds": [o.label for o in owned]})
    if request.method == "POST" and form.is_valid():
        try:
            action(person, source="web", **_wish(form.cleaned_data, owned))
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            told = _("%(verb)s: %(record)s") % {"verb": action.label, "record": person}
            return web.go(request, resource.address(pk), told)
    context = {
        "resource": resource, "record": person, "action": action, "form": form, "title": action.label, "owned": owned,
        "headed": headed_by(person), "reports": reports_of(person), "is_leaving": verb == "leave",
    }  # fmt: skip
    return web.render(request, "administration/passing_on.html", context, status=422 if form.is_refused else 200)


def _form(verb: str, owned: list[Any]) -> Any:
    fields: dict[str, Any] = {}
    if verb == "leave":
        fields["successor"] = linked(Person, label=gettext_lazy("Successor"), required=False)
        fields["left_on"] = DayField(
            label=gettext_lazy("Left"), required=False, help_text=gettext_lazy("Empty: today."), initial=timezone.localdate,
            widget=web.forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )  # fmt: skip
    else:
        fields["to"] = linked(Person, label=gettext_lazy("To"))
        fields["kinds"] = web.forms.MultipleChoiceField(
            choices=[(one.label, f"{one.title} ({one.count:,})") for one in owned], label=pgettext_lazy("handing over", "What"),
            widget=web.forms.CheckboxSelectMultiple,
        )  # fmt: skip
    return type("PassingOnForm", (web.KitForm,), fields)


def _wish(cleaned: dict[str, Any], owned: list[Any]) -> dict[str, Any]:
    wish = {name: value for name, value in cleaned.items() if value}
    if "kinds" in wish:
        wish["kinds"] = " ".join(wish["kinds"])
    return wish


