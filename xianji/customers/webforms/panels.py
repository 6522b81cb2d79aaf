"""What stands on the page of a form: where to put it, and what came of it."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Sum, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from xianji.customers.leads.models import Lead
from xianji.customers.webforms import rules
from xianji.customers.webforms.models import Refusals, Submission, Visits, WebForm
from xianji.kit.records.holding import Holding
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor

DAYS, MEDIA, ANSWERS = 14, 8, 20
OPENED = "opened"
REASONS = {
    "large": gettext_lazy("too large"), "often": gettext_lazy("too often from one place"), "closed": gettext_lazy("closed"),
    "forged": gettext_lazy("without a valid ticket"), "quick": gettext_lazy("too quick"), "old": gettext_lazy("page too old"),
    "trap": gettext_lazy("hidden field filled in"), "wrong": gettext_lazy("not filled in rightly"),
    "twice": gettext_lazy("sent twice"),
}  # fmt: skip


class Places(Panel):
    """The address, the lines for other sites, and a square code for each poster, mail or page."""

    def context(self, record: WebForm, request: HttpRequest) -> dict[str, Any]:
        medium = rules.medium(request.GET.get("medium", ""))
        query = f"?s={medium}" if medium else ""
        url = request.build_absolute_uri(record.path + query)
        lines = f'<iframe src="{url}" title="{record.number}" width="100%" height="760" style="border:0" loading="lazy"></iframe>'
        return {
            "url": url, "lines": lines, "medium": medium, "query": query, "sites": record.sites.split(),
            "here": f"/customers/webforms/{record.pk}",
        }  # fmt: skip


class Answers(Panel):
    """How many came, by day and from where, what was refused, and the newest of them."""

    def context(self, record: WebForm, request: HttpRequest) -> dict[str, Any]:
        """Six statements at most, each of few rows."""
        first = timezone.localdate() - timedelta(days=DAYS - 1)
        by_day, by_medium = counts(record, first)
        opened, refused = tallies(record, first)
        days = [first + timedelta(days=n) for n in range(DAYS)]
        most, total = max(by_day.values(), default=0), Submission.objects.filter(form=record).count()
        wanted = {name: request.GET.get(name, "")[:40] for name in ("day", "from")}
        return {
            "total": total, "reached": reached(opened, sum(by_day.values())),
            "days": [day_of(day, by_day, most) for day in days], "span": DAYS, "lately": sum(by_day.values()),
            "ticks": [writing.number(most), "0"] if most else [], "media": media(by_medium, total),
            "refused": refused, "rows": newest(record, wanted),
            "wanted": " · ".join(filter(None, wanted.values())), "here": f"/customers/webforms/{record.pk}",
            "may_look": Holding(record, actor.current()).may("customers.webform.change"),
        }  # fmt: skip


def counts(form: WebForm, first: date) -> tuple[dict[Any, int], dict[str, int]]:
    """{day: answers} since the first one, {medium: answers} of the most frequent."""
    rows = Submission.objects.filter(form=form).order_by()
    begin = timezone.make_aware(datetime.combine(first, time()))
    by_day = rows.filter(at__gte=begin).annotate(day=TruncDate("at")).values_list("day").annotate(Count("pk"))
    by_medium = rows.values_list("medium").annotate(count=Count("pk")).order_by("-count", "medium")
    return dict(by_day), dict(by_medium[:MEDIA])


def reached(opened: int, lately: int) -> dict[str, Any]:
    """How often the page was opened in the days that are shown, and which part of it became answers."""
    part = min(Decimal(1), Decimal(lately) / opened) if opened else None
    return {"opened": opened, "part": writing.percent(part, 1) if part is not None else ""}


def day_of(day: Any, by_day: dict[Any, int], most: int) -> dict[str, Any]:
    count = by_day.get(day, 0)
    short = f"{day:%m-%d}" if day.weekday() == 0 else "\u200b"
    return {"label": f"{day}", "short": short, "value": f"{count}", "percent": round(100 * count / most, 2) if most else 0,
            "href": f"?day={day}#answers"}  # fmt: skip


def media(by_medium: dict[str, int], total: int) -> list[dict[str, Any]]:
    """The most frequent, and the rest together."""
    nameless, rest = pgettext("medium", "Without a name"), total - sum(by_medium.values())
    shown = [(name or nameless, count, name and f"?from={name}#answers") for name, count in by_medium.items()]
    shown += [(pgettext("medium", "Others"), rest, "")] if rest else []
    most = max((count for _name, count, _href in shown), default=0)
    return [
        {"label": name, "value": f"{count}", "percent": round(100 * count / most, 2), "href": href} for name, count, href in shown
    ]  # fmt: skip


def tallies(form: WebForm, first: date) -> tuple[int, list[tuple[Any, int]]]:
    """How often it was opened since the first of the days, and what was refused at all; one statement."""
    refused = Refusals.objects.filter(form=form).order_by().values_list("reason").annotate(all=Sum("count"))
    opened = Visits.objects.filter(form=form, on__gte=first).order_by().annotate(reason=Value(OPENED)).values_list("reason")
    found = dict(refused.union(opened.annotate(all=Sum("count"))))
    seen = found.pop(OPENED, 0) or 0
    return seen, [(REASONS.get(name, name), count) for name, count in sorted(found.items(), key=lambda row: -row[1])]


def day_asked(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def newest(form: WebForm, wanted: dict[str, str]) -> list[dict[str, Any]]:
    """Those to be looked at first, of all or of one day or place; the name of a lead only for those who see it."""
    found = Submission.objects.filter(form=form)
    if rules.medium(wanted["from"]):
        found = found.filter(medium=rules.medium(wanted["from"]))
    elif day := day_asked(wanted["day"]):
        found = found.filter(at__date=day)
    waits = Case(When(state=Submission.State.LOOK, then=0), default=1)
    rows = list(found.order_by(waits, "-at", "-pk")[:ANSWERS])
    may = actor.current().may(f"{Lead.label()}.view")
    names = dict(Lead.objects.filter(pk__in=[one.lead_id for one in rows]).values_list("pk", "company")) if may and rows else {}
    return [{"answer": one, "lead": names.get(one.lead_id or 0, ""), "waits": one.state == Submission.State.LOOK} for one in rows]


PLACES = Places("places", gettext_lazy("Where to put it"), "customers/webforms/places.html", "main")
ANSWERED = Answers("answers", pgettext_lazy("web form", "Answers"), "customers/webforms/answers.html", "main")
