"""The page of the business numbers, and the form that lets one go on from a higher number."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.administration.numbers import actions
from xianji.administration.users.actions import MANAGE
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web

LIST = "/administration/numbers"


class NumberForm(web.KitForm):
    """Where a sequence goes on."""

    number = web.forms.IntegerField(
        min_value=1, max_value=actions.HIGHEST, label=gettext_lazy("Next number"),
        help_text=gettext_lazy("Higher than what was given last, such as where your old system stopped."),
    )  # fmt: skip


@web.require_GET
@web.page_for(MANAGE)
def numbers(request: web.HttpRequest) -> web.HttpResponse:
    context = {"title": _("Numbers"), "sequences": actions.sequences()}
    return web.render(request, "administration/numbers.html", context)


@web.require_http_methods(["GET", "POST"])
@web.page_for(MANAGE)
def number(request: web.HttpRequest, prefix: str) -> web.HttpResponse:
    one = next((one for one in actions.sequences() if one.prefix == prefix), None)
    if one is None:
        raise web.Http404
    form = NumberForm(request.POST if request.method == "POST" else None, initial={"number": one.last + 1})
    if request.method == "POST" and form.is_valid():
        try:
            actions.go_on_from(one, form.cleaned_data["number"])
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return web.go(request, LIST, _("Saved: %(record)s") % {"record": one.key})
    context = {"form": form, "title": f"{one.title} {one.key}", "back": LIST}
    return web.render(request, "administration/number.html", context, status=form.status)
