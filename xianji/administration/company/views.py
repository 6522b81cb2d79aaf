"""The page of the company."""

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from xianji.administration.company import actions
from xianji.administration.users.actions import MANAGE
from xianji.kit.web import pages as web
from xianji.org.company.models import Company

HERE = "/administration/company"


class CompanyForm(web.KitForm):
    """What may be changed after set-up."""

    name = web.forms.CharField(max_length=200, label=gettext_lazy("Company"))
    language = web.forms.ChoiceField(
        choices=settings.LANGUAGES, label=gettext_lazy("Language"),
        help_text=gettext_lazy("For those who have not chosen one, and for what the product writes by itself."),
    )  # fmt: skip


@web.require_http_methods(["GET", "POST"])
@web.page_for(MANAGE)
def company(request: web.HttpRequest) -> web.HttpResponse:
    settled = Company.objects.get(pk=1)
    first = {name: getattr(settled, name) for name in actions.OPEN}
    form = CompanyForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = _("Saved: %(record)s") % {"record": form.cleaned_data["name"]} if actions.change(form.cleaned_data) else ""
        return web.go(request, HERE, told)
    context = {"form": form, "title": _("Company"), "fixed": fixed(settled)}
    return web.render(request, "administration/company.html", context, status=form.status)


def fixed(settled: Company) -> list[dict[str, str]]:
    """What has been counted with since set-up, in words."""
    from babel import Locale

    territories = Locale.parse((get_language() or "en").replace("zh-hans", "zh_Hans").replace("zh-hant", "zh_Hant")).territories
    values = {
        "country": territories.get(settled.country, settled.country), "currency": settled.currency,
        "time_zone": settled.time_zone, "fiscal_month": str(settled.fiscal_month),
    }  # fmt: skip
    titles = {field.name: field.verbose_name for field in Company._meta.concrete_fields}
    return [{"label": str(titles[name]), "value": value} for name, value in values.items()]
