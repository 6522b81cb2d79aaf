"""Saying something about a record, changing and taking back one's own words; each works as a plain form."""

from collections import Counter
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianji.kit.comments import keeping
from xianji.kit.comments.mentions import readers
from xianji.kit.comments.models import Comment
from xianji.kit.forms.build import KitForm
from xianji.kit.forms.picking import candidates
from xianji.kit.records.views import one, page_or_dialog
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in
from xianji.org.models import Person

OFFERED = 8


class CommentForm(KitForm):
    """The words; `@` offers people where scripts run."""

    def __init__(self, posted: Any = None, at: str = "", text: str = "") -> None:
        box = forms.Textarea(attrs={"rows": 4, "data-mentions": f"{at}/people"})
        label, hint = pgettext("on a record", "Comment"), _("@name tells somebody.")
        field = forms.CharField(label=label, widget=box, strip=False, help_text=hint)
        super().__init__(posted, {"text": field}, initial={"text": text})


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """POST says it; after a refusal, and without scripts, the form is a page."""
    resource, record = one(label, pk)
    form = CommentForm(request.POST if request.method == "POST" else None, f"{resource.address(pk)}/comments")
    if form.is_valid() and carried_out(form, lambda text: keeping.comment(record, text, source="web")):
        return go(request, tab_of(resource, record), _("The comment was added."))
    return asked(request, resource, record, form, _("Add comment"))


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: HttpRequest, label: str, pk: int, comment: int) -> HttpResponse:
    resource, record, found = comment_of(label, pk, comment)
    if not keeping.is_mine(found):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = CommentForm(posted, f"{resource.address(pk)}/comments", found.text)
    if form.is_valid() and carried_out(form, lambda text: keeping.edit(record, found, text, source="web")):
        return go(request, tab_of(resource, record), _("The comment was changed."))
    return asked(request, resource, record, form, _("Edit comment"))


@require_POST
@signed_in
def delete(request: HttpRequest, label: str, pk: int, comment: int) -> HttpResponse:
    """To the trash; the toast offers the way back."""
    resource, record, found = comment_of(label, pk, comment)
    keeping.delete(record, found, source="web")
    undo = f"{resource.address(pk)}/comments/{comment}/restore"
    return go(request, tab_of(resource, record), _("The comment was deleted."), undo=undo)


@require_POST
@signed_in
def restore(request: HttpRequest, label: str, pk: int, comment: int) -> HttpResponse:
    resource, record, found = comment_of(label, pk, comment, trashed=True)
    keeping.restore(record, found, source="web")
    return go(request, tab_of(resource, record), _("The comment is back."))


@require_GET
@signed_in
def people(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Those whom a typed beginning may mean and who may see the record, as options."""
    _resource, record = one(label, pk)
    found = candidates(Person, request.GET.get("q", "")[:40].strip())
    there = readers(record, found)
    shown = [person for person in found if person.pk in there][:OFFERED]
    names = Counter(person.name for person in found)
    words = ((person.name if names[person.name] == 1 else person.number, person.name, person.number) for person in shown)
    return HttpResponse(format_html_join(
        "", '<li role="option" data-word="{}">{} <span class="muted sm">{}</span></li>', words))  # fmt: skip


def carried_out(form: KitForm, work: Any) -> bool:
    try:
        work(form.cleaned_data["text"])
    except Refused as refusal:
        form.add_refusal(refusal)
        return False
    return True


def asked(request: HttpRequest, resource: Any, record: Any, form: KitForm, title: str) -> HttpResponse:
    context = {"resource": resource, "record": record, "form": form, "title": title, "glyph": "message"}
    return render(request, page_or_dialog(request), context, status=form.status)


def comment_of(label: str, pk: int, comment: int, *, trashed: bool = False) -> tuple[Any, Any, Comment]:
    """(resource, record, comment): only through a record that the reader may see now."""
    resource, record = one(label, pk)
    rows = Comment.objects.filter(label=record.label(), record_id=record.pk, deleted_at__isnull=not trashed)
    found = rows.filter(pk=comment).first()
    if found is None:
        raise Http404
    return resource, record, found


def tab_of(resource: Any, record: Any) -> str:
    return f"{resource.address(record.pk)}?tab=comments"
