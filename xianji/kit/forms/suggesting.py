"""What a picker shows: the records that a typed text may mean, recent ones when nothing is typed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianji.kit.columns import KEYS
from xianji.kit.forms.picking import candidates, targets, title_of, told
from xianji.kit.lists.opened import open_list
from xianji.kit.lists.related import open_related
from xianji.kit.search.models import SearchRow
from xianji.kit.web.guard import signed_in
from xianji.lib import actor


@require_GET
@signed_in
def pick(request: HttpRequest, label: str, name: str) -> HttpResponse:
    """At most twenty options; where the form sends the field that limits this one, only those that go with it."""
    resource = open_list(label)
    sent = request.GET.dict()
    beside = resource.depends.get(name, "")
    chosen = sent.pop(beside, "") if beside and len(sent) > 1 else ""
    text = str(next(reversed(sent.values()), "")).strip()
    if name == "self":
        return answer(candidates(resource.model, text))
    known = {*resource.names, *open_related(resource), *(["unit"] if resource.model.owned else [])}
    columns = resource.open_to(actor.current(), [name] if name in known else [])
    if not columns or not columns[0].is_link:
        raise Http404
    rows = targets(columns[0]).rows
    if chosen.strip():
        rows = along(resource, rows, beside, chosen.strip())
    return answer(candidates(columns[0].field.related_model, text, rows=rows, few=bool(chosen)))


def along(resource: Any, rows: QuerySet, beside: str, chosen: str) -> QuerySet:
    """Those of the records that lead to what was chosen beside them; all while that is not known yet."""
    found = targets(resource.column(beside)).called(chosen)
    return rows.filter(**{beside: found[0]}) if len(found) == 1 else rows


def answer(rows: list[Any]) -> HttpResponse:
    """Each by the text that leads back to it, with its title and what tells it from others."""
    if not rows:
        return HttpResponse(format_html("<option disabled>{}</option>", _("Nothing fits")))
    names = [told(row) for row in rows]
    more = beside_titles(rows)
    options = ((name if names.count(name) == 1 else f"{name} #{row.pk}", more.get(row.pk, ""), title_of(row))
               for name, row in zip(names, rows, strict=True))  # fmt: skip
    return HttpResponse(format_html_join("", '<option value="{}" data-more="{}">{}</option>', options))


def beside_titles(rows: list[Any]) -> dict[int, str]:
    """Number and subtitle of each, as the search index shows them."""
    asked = SearchRow.objects.filter(label=rows[0]._meta.label_lower, record_id__in=[row.pk for row in rows])
    subtitles = dict(asked.values_list("record_id", "subtitle"))
    numbers = {row.pk: next((getattr(row, key, "") for key in KEYS if getattr(row, key, "")), "") for row in rows}
    titles = {row.pk: title_of(row) for row in rows}
    return {pk: " · ".join(dict.fromkeys(filter(None, [subtitles.get(pk, ""), numbers[pk] if numbers[pk] != titles[pk] else ""])))
            for pk in numbers}  # fmt: skip
