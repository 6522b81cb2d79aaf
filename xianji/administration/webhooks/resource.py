"""How webhooks are shown: what they hear of, and what became of each delivery."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.administration.webhooks.actions import ping, switch_off, switch_on
from xianji.kit.records.holding import Holding
from xianji.kit.records.panels import Panel
from xianji.kit.resource import Resource
from xianji.kit.webhooks.models import Webhook
from xianji.lib import actor, whole

PAGE = 50


class Secret(Panel):
    """The secret by which the receiver knows that it was us: made here, shown once."""

    def open_on(self, record: Any) -> bool:
        return Holding(record, actor.current()).may(f"{record.label()}.change")


class Deliveries(Panel):
    """The newest deliveries, a page at a time."""

    def context(self, record: Any, request: Any) -> dict[str, Any]:
        before = whole.number(request.GET.get("before"))
        rows = record.deliveries.order_by("-id")
        if before is not None:
            rows = rows.filter(pk__lt=before)
        found = list(rows[: PAGE + 1])
        return {"rows": found[:PAGE], "before": found[PAGE - 1].pk if len(found) > PAGE else None,
                "may_change": Holding(record, actor.current()).may(f"{record.label()}.change")}  # fmt: skip


class WebhookResource(Resource):
    """Addresses of other programs that are told what happens here."""

    model = Webhook
    icon = "bolt"
    picture = ""
    sections = {_("Webhook"): ["name", "kind", "verbs", "url", "person", "state"]}
    facts = ["kind", "verbs", "person", "updated_at"]
    fixed = ["state"]
    columns = ["name", "kind", "url", "person", "state", "updated_at"]
    filters = ["kind", "state", "person"]
    order = ["name"]
    purpose = _("Tell another program at once when something happens here.")
    stages = ["draft", "active"]
    actions = [switch_on, switch_off, ping]
    panels = [
        Secret("secret", _("Secret"), "administration/webhook_secret.html", "next"),
        Deliveries("deliveries", _("Deliveries"), "administration/webhook_deliveries.html", "main"),
    ]
    imports = []
    rights = {"ADM": "CRUD a"}
