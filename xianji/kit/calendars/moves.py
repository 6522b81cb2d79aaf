"""A record is moved to another day: dropped there, asked for in a dialog, or taken back."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xianji.kit import verbs
from xianji.kit.calendars.dates import held, shown_by
from xianji.kit.calendars.reading import day_of as day_shown
from xianji.kit.calendars.spans import EARLIEST, LATEST, day_of
from xianji.kit.columns import Column
from xianji.kit.forms.build import KitForm
from xianji.kit.forms.fields import DayField
from xianji.kit.forms.parameters import DAY
from xianji.kit.records.views import one, page_or_dialog
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go, safe_next
from xianji.kit.web.guard import signed_in
from xianji.kit.web.writing import month_day

LOOKS = {"icon": "calendar-event", "is_danger": False}


class MoveForm(KitForm):
    """To which day."""

    day = DayField(label=gettext_lazy("To which day"), widget=DAY["widget"])

    def clean_day(self) -> date:
        """Within the years that a calendar can show."""
        try:
            return day_of(f"{self.cleaned_data['day']}")
        except Refused as problem:
            raise forms.ValidationError(str(problem)) from problem


@require_http_methods(["GET", "POST"])
@signed_in
def move(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """GET asks for the day; POST moves. A drop and its undo say the day in the address or with `drop`, and come back at once."""
    resource, row = one(label, pk)
    column = next((each for each in shown_by(resource) if each.path == request.GET.get("by", "")), None)
    if column is None:
        raise Http404
    before = getattr(row, column.path)
    if reason := held(resource, column):
        raise Refused(reason)
    if request.method == "POST" and (request.POST.get("drop") or "day" in request.GET):
        return dropped(request, resource, row, column)
    form = MoveForm(request.POST) if request.method == "POST" else MoveForm(initial={"day": before and day_shown(before)})
    if request.method == "POST" and form.is_valid():
        try:
            return moved(request, resource, row, column, form.cleaned_data["day"], request.POST.get("version", ""))
        except Refused as refusal:
            form.add_refusal(refusal)
    title = _("Move “%(field)s”") % {"field": column.label}
    told = {"resource": resource, "record": row, "form": form, "title": title, "action": LOOKS}
    return render(request, page_or_dialog(request), told, status=form.status)


def dropped(request: HttpRequest, resource: Any, row: Any, column: Column) -> HttpResponse:
    """A refusal stands above the calendar it was dropped in."""
    day, version = (request.POST.get(name) or request.GET.get(name, "") for name in ("day", "version"))
    try:
        return moved(request, resource, row, column, day_of(day), version)
    except Refused as refusal:
        told = _("“%(record)s” was not moved. %(reason)s") % {"record": row, "reason": refusal}
        return go(request, safe_next(request, resource.path), told, kind="error")


def moved(request: HttpRequest, resource: Any, row: Any, column: Column, day: date, version: str) -> HttpResponse:
    """The change, and the way back for as long as nobody else changed the record."""
    before = getattr(row, column.path)
    given = int(version) if version.isdecimal() else None
    row = verbs.change(row, {column.path: on(before, day)}, version=given, source="web")
    back = safe_next(request, f"{resource.path}?layout=calendar&calendar={column.path}&day={day}")
    told = _("“%(record)s” is now on %(day)s.") % {"record": row, "day": month_day(day)}
    undo = ""
    if before and "day" not in request.GET and EARLIEST <= before.year <= LATEST:
        words = {"by": column.path, "day": f"{day_shown(before)}", "version": row.version, "next": back}
        undo = f"{resource.address(row.pk)}/move?{urlencode(words)}"
    return go(request, back, told, undo=undo)


def on(before: Any, day: date) -> date | datetime:
    """That day; a moment keeps its hour."""
    if not isinstance(before, datetime):
        return day
    return timezone.make_aware(datetime.combine(day, timezone.localtime(before).time()))
