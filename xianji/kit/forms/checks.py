"""One field checked while its form is still being filled: the form's own rules, then the model's. With it comes what
depends on it, and what may be here already."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xianji.kit import registry, store
from xianji.kit.forms.alike import alike
from xianji.kit.forms.build import KitForm, form_of
from xianji.kit.forms.links import LinkField
from xianji.kit.records.views import one
from xianji.kit.web.guard import signed_in
from xianji.lib import actor


@require_POST
@signed_in
def check(request: HttpRequest, label: str, pk: int | None = None) -> HttpResponse:
    """The field again, with what is wrong with it: 422, or 200 when nothing is."""
    resource = registry.resource_of(label)
    record = one(label, pk)[1] if pk else None
    if record is None and not resource.may(actor.current(), "create"):
        raise Http404
    name = request.GET.get("field", "")
    if name not in resource.editable:
        raise Http404
    shown = resource.editable if record else [each for each in resource.editable if each in request.POST or each == name]
    form = form_of(resource, record, request.POST, names=shown)
    if name not in form.fields:
        raise Http404
    if over := "over" in request.GET:
        form.over()
    form.is_valid()
    values = {**form.cleaned_data}
    model_rules(form, record or resource.model(), name)
    wrong = form.errors.get(name)
    context = {"field": form[name], "check_href": request.path, "resource": resource, "over": over}
    context["refilled"] = refilled(resource, record, form, name) if not wrong else []
    if record is None and name in resource.alike:
        context["alike"] = alike(resource, {key: values.get(key) for key in resource.alike})
        context["shows_alike"] = True
    return render(request, "kit/form_checked.html", context, status=422 if wrong else 200)


def refilled(resource: Any, record: Any, form: KitForm, changed: str) -> list[Any]:
    """The fields that the changed one fills or empties, as they stand now."""
    given, value = {}, form.cleaned_data.get(changed)
    for name, beside in form.depends.items():
        link = form.cleaned_data.get(name) or linked_in(form, name)
        if changed == name and value is not None and not form.data.get(beside):
            given[beside] = str(getattr(value, f"{beside}_id"))
        elif changed == beside and link is not None and (value is None or getattr(link, f"{beside}_id") != value.pk):
            given[name] = ""
    if not given:
        return []
    fresh = form_of(resource, record, given=given, names=list(given))
    fresh.auto_id = form.auto_id
    for name, field in fresh.fields.items():
        label = form.fields[changed].label
        words = _("Emptied, as it did not go with “%(field)s”.") if not given[name] else _("Filled in from “%(field)s”.")
        field.help_text = words % {"field": label}
    return [fresh[name] for name in given if fresh[name].value() or not given[name]]


def linked_in(form: KitForm, name: str) -> Any:
    """The record that a link names, although the field beside it forbids it."""
    field = form.fields[name]
    if not isinstance(field, LinkField):
        return None
    try:
        return field.to_python(form.data.get(name))
    except ValidationError:
        return None


def model_rules(form: KitForm, candidate: Any, *names: str) -> None:
    """What the model says about these fields (all, if none is named) with the values typed so far; never saved."""
    for key, value in form.values().items():
        setattr(candidate, key, value)
    wanted = [name for name in names or form.fields if name in form.fields and name not in form.errors]
    others = {f.name for f in candidate._meta.fields} - set(wanted)
    for rule in (candidate.clean, lambda: candidate.clean_fields(exclude=others), lambda: store.unique(candidate)):
        try:
            rule()
        except ValidationError as problem:
            told = getattr(problem, "message_dict", {})
            for name in wanted:
                for message in told.get(name, []) if name not in form.errors else []:
                    form.add_error(name, message)
