"""The list of all parameters, and the page of one with its history and the form that sets it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.administration.parameters import actions, page
from xianji.administration.rulebook_rights import SEE, SET
from xianji.kit.forms.fields import DayField
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.lib import actor
from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters.declared import Parameter

LIST = "/policy/parameters"


@web.require_GET
@web.page_for(SEE)
def parameters(request: web.HttpRequest) -> web.HttpResponse:
    words, own = request.GET.get("q", "").strip(), request.GET.get("own") == "1"
    groups = page.groups(words, own)
    context = {
        "title": _("Parameters"), "groups": groups, "q": words, "own": own, "count": sum(len(group.lines) for group in groups),
        "is_filtered": bool(words or own), "may_set": actor.current().may(SET),
    }  # fmt: skip
    return web.render(request, "administration/parameters.html", context)


@web.require_http_methods(["GET", "POST"])
@web.page_for(SEE)
def parameter(request: web.HttpRequest, key: str) -> web.HttpResponse:
    line = page.lines().get(key)
    if line is None:
        raise web.Http404
    form = form_of(line, request)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(key, form.cleaned_data["value"], form.cleaned_data["effective_on"], form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return web.go(request, f"{LIST}/{key}", _("Saved: %(record)s") % {"record": line.parameter.label})
    context = {
        "title": line.parameter.label, "line": line, "form": form, "back": LIST, "history": page.history(key),
        "may_set": actor.current().may(SET),
    }  # fmt: skip
    return web.render(request, "administration/parameter.html", context, status=form.status)


def form_of(line: page.Line, request: web.HttpRequest) -> web.KitForm:
    """A value, the day from which it holds, and why."""
    first = {"value": line.parameter.written(line.value), "effective_on": timezone.localdate()}
    return web.KitForm(request.POST if request.method == "POST" else None, {
        "value": value_field(line.parameter),
        "effective_on": DayField(
            label=gettext_lazy("Effective from"), widget=web.forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            help_text=gettext_lazy("What happened before is judged by the value of its day."),
        ),
        "reason": web.forms.CharField(max_length=500, label=gettext_lazy("Reason")),
    }, initial=first)  # fmt: skip


def value_field(parameter: Parameter) -> web.forms.Field:
    label = gettext_lazy("New value")
    if parameter.kind == Kind.CHOICE:
        return web.forms.ChoiceField(choices=list(parameter.choices.items()), label=label)
    return web.forms.CharField(max_length=40, label=label, help_text=Kind(parameter.kind).label)
