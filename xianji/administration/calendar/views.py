"""The screen that fills a year of the work calendar."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.administration.calendar.actions import seed_year
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.org.company.settled import company

LIST = "/administration/workdays/"


class YearForm(web.KitForm):
    """Which public days to take over."""

    country = web.forms.CharField(
        max_length=2, min_length=2, label=gettext_lazy("Country"), help_text=gettext_lazy("Two letters, such as CN.")
    )
    year = web.forms.IntegerField(min_value=2000, max_value=2100, label=gettext_lazy("Year"))


@web.require_http_methods(["GET", "POST"])
@web.page_for("org.workday.create")
def seed(request: web.HttpRequest) -> web.HttpResponse:
    first = {"country": company().country, "year": timezone.localdate().year}
    form = YearForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            count = seed_year(form.cleaned_data["country"], form.cleaned_data["year"])
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return web.go(request, LIST, _("Days added: %(count)s") % {"count": count})
    context = {"form": form, "title": _("Public days of a year"), "back": LIST}
    return web.render(request, "administration/seed.html", context, status=422 if form.is_refused else 200)
