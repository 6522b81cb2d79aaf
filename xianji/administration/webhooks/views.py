"""The secret of a webhook, shown once, and sending a delivery again."""

from django.utils.translation import gettext as _

from xianji.administration.webhooks.actions import new_secret
from xianji.kit.records.finding import seen
from xianji.kit.records.holding import Holding
from xianji.kit.web import pages as web
from xianji.kit.webhooks import gathering
from xianji.kit.webhooks.models import Delivery, Webhook
from xianji.lib import actor

LIST = "/administration/webhooks"
CHANGE = "kit.webhook.change"


@web.require_POST
@web.page_for(CHANGE)
def secret(request: web.HttpRequest, pk: int) -> web.HttpResponse:
    """Make one and show it on the page that answers; nobody is shown it again."""
    webhook = known(pk)
    context = {"webhook": webhook, "secret": new_secret(webhook), "title": webhook.name, "back": f"{LIST}/{pk}"}
    return web.render(request, "administration/webhook_new_secret.html", context)


@web.require_POST
@web.page_for(CHANGE)
def again(request: web.HttpRequest, pk: int, delivery: int) -> web.HttpResponse:
    """The same delivery once more, with the same id and the record as it stands now."""
    row = Delivery.objects.filter(webhook=known(pk), pk=delivery).first()
    if row is None:
        raise web.Http404
    gathering.again(row)
    return web.go(request, f"{LIST}/{pk}", _("It will be sent again in a moment."))


def known(pk: int) -> Webhook:
    webhook = seen(Webhook, pk)
    if webhook is None or not Holding(webhook, actor.current()).may(CHANGE):
        raise web.Http404
    return webhook
