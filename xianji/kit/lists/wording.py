"""Filters in words, as chips, views and empty lists tell them."""

from functools import reduce
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from xianji.kit.columns import Column, title_field
from xianji.kit.lists import related
from xianji.kit.lists.filters import COUNTED, NOT, ONLY
from xianji.kit.lists.groups import Alternative, is_group, read
from xianji.kit.marks import filters as marks
from xianji.lib import whole
from xianji.org.units.models import Unit

RANGES = {
    "today": gettext_lazy("Today"), "this_week": gettext_lazy("This week"), "this_month": gettext_lazy("This month"),
    "this_quarter": gettext_lazy("This quarter"), "this_year": gettext_lazy("This year"),
    "last_30_days": gettext_lazy("Last 30 days"), "last_90_days": gettext_lazy("Last 90 days"),
    "last_month": gettext_lazy("Last month"), "last_quarter": gettext_lazy("Last quarter"),
    "last_year": gettext_lazy("Last year"), "next_7_days": gettext_lazy("Next 7 days"),
    "next_30_days": gettext_lazy("Next 30 days"), "..30_days_ago": gettext_lazy("30 days ago or earlier"),
    "..90_days_ago": gettext_lazy("90 days ago or earlier"), "none": gettext_lazy("None"),
}  # fmt: skip
WORDS = {
    "none": gettext_lazy("none"), "any": gettext_lazy("any"), "me": gettext_lazy("me"), "team": gettext_lazy("my team"),
    "only:team": gettext_lazy("my team without those below"), "mine": gettext_lazy("my unit"),
    "only:mine": gettext_lazy("my unit without those below"), "yes": gettext_lazy("Yes"), "no": gettext_lazy("No"),
}  # fmt: skip


def label_of(resource: Any, name: str) -> str:
    """What a filter is called."""
    if is_group(name):
        return _("Any of these")
    if marks.is_mark(resource, name):
        return marks.label_of(name)
    return _("Unit") if name == "unit" else related.label_of(resource, name)


def told(resource: Any, name: str, value: str) -> str:
    """A filter value in words."""
    if is_group(name):
        return either([both(resource, one) for one in read(value)])
    if marks.is_mark(resource, name) and name == marks.TAGS:
        return listed(value.split(","))
    if value in WORDS:
        return str(WORDS[value])
    if value.startswith(NOT):
        return pgettext("filter", "all but %(value)s") % {"value": told(resource, name, value.removeprefix(NOT))}
    if name == "unit":
        rows = Unit.unscoped.filter(pk__in=_ids(value.removeprefix(ONLY)))
        return listed(rows.values_list("name", flat=True)[:8])
    column: Column = resource.column(name)
    if column.choices:
        return listed(str(WORDS.get(one) or column.choices.get(one, one)) for one in value.split(","))
    if column.told and column.kind != "date":
        return listed(column.told(one) for one in value.split(","))
    if column.is_link:
        model = column.field.related_model
        titles = model.objects.filter(pk__in=_ids(value)).values_list(title_field(model), flat=True)[:5]
        return listed(map(str, titles)) or value
    return span(value)


def span(value: str) -> str:
    """A range, a period or a plain value."""
    if value in RANGES:
        return str(RANGES[value])
    low, dots, high = value.partition("..")
    if not dots:
        return end(value)
    if low and high:
        return f"{end(low)} – {end(high)}"
    if high:
        return pgettext("range", "up to %(value)s") % {"value": end(high)}
    return pgettext("range", "from %(value)s") % {"value": end(low)}


def end(text: str) -> str:
    """One end of a range: a day as seen from today in words."""
    if text == "today":
        return _("today")
    if counted := COUNTED.fullmatch(text):
        ago, ahead = (int(one) if one else None for one in counted.groups())
        if ago is not None:
            return ngettext("%(count)s day ago", "%(count)s days ago", ago) % {"count": ago}
        return ngettext("in %(count)s day", "in %(count)s days", ahead or 0) % {"count": ahead}
    return text


def both(resource: Any, alternative: Alternative) -> str:
    """The conditions of one alternative."""
    parts = [f"{label_of(resource, name)} {told(resource, name, value)}" for name, value in alternative]
    return reduce(lambda one, other: _("%(one)s and %(other)s") % {"one": one, "other": other}, parts)


def either(parts: list[str]) -> str:
    return reduce(lambda one, other: _("%(one)s, or %(other)s") % {"one": one, "other": other}, parts)


def listed(parts: Any) -> str:
    return pgettext("between things listed", ", ").join(parts)


def _ids(value: str) -> list[int]:
    return whole.numbers(value.split(","))
