"""What something on the desk is about: a record of any kind, found by type and id."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.kit import registry, verbs
from xianji.kit.forms.build import form_of
from xianji.kit.lists.about import titles
from xianji.kit.records import page
from xianji.kit.records.panels import Panel
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, go, render, safe_next


def subject_of(label: str, pk: int | None) -> tuple[Any, Any]:
    """(resource, record) if the actor may see it, else (None, None): what one may not see does not exist."""
    resource = registry.resources.get(label)
    record = page.found(resource, pk) if resource is not None and pk else None
    return (resource, record) if record is not None else (None, None)


class About(Panel):
    """On its own page: the way to the record."""

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        resource, subject = subject_of(record.about_label, record.about_id)
        return {"subject": subject, "of": resource}


def new_about(request: HttpRequest, model: Any, names: list[str], about: tuple[str, int], title: str) -> HttpResponse:
    """A new record of the desk about another one: its dialog or page, and back to what it is about."""
    resource, record = subject_of(*about)
    if record is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = form_of(registry.resource_of(model), posted=posted, given=request.GET.dict(), names=names)
    if posted is not None and form.is_valid():
        given = {name: value for name, value in form.values().items() if name != "owner" or value is not None}
        try:
            made = verbs.create(model, {**given, "about_label": about[0], "about_id": about[1]}, source="web")
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return go(request, safe_next(request, resource.address(record.pk)), _("Created: %(record)s") % {"record": made})
    context = {"form": form, "resource": resource, "record": record, "title": title, "glyph": "plus"}
    over = request.headers.get("HX-Target") == "verb"
    return render(request, "kit/act_dialog.html" if over else "kit/act.html", context, status=form.status)


__all__ = ["About", "new_about", "subject_of", "titles"]
