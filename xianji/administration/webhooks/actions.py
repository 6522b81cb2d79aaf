"""Switching a webhook on and off, giving it a secret, trying it out."""

import secrets
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from xianji.kit import store
from xianji.kit.actions import action, lock
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.webhooks import gathering
from xianji.kit.webhooks.models import Delivery, Webhook
from xianji.lib import actor

State = Webhook.State
LETTERS = 32


@action(Webhook, when=(State.DRAFT, State.OFF, State.BROKEN), then=State.ACTIVE, label=pgettext_lazy("webhook", "Switch on"),
        icon="player-play", undo="switch_off")  # fmt: skip
def switch_on(webhook: Webhook, *, by: Any) -> None:
    """From now on; what happened while it was off is not told. It needs its secret first."""
    if not webhook.secret:
        raise Refused(gettext("Make its secret first, on its page."))
    gathering.begin(webhook.pk)


@action(Webhook, when=State.ACTIVE, then=State.OFF, label=pgettext_lazy("webhook", "Switch off"), icon="player-pause",
        undo="switch_on")  # fmt: skip
def switch_off(webhook: Webhook, *, by: Any) -> None:
    """Nothing more is sent."""


@action(Webhook, when=State.ACTIVE, label=_("Send a test"), icon="send")
def ping(webhook: Webhook, *, by: Any) -> None:
    """An event without a record, delivered like any other."""
    gathering.post_later(Delivery.objects.create(webhook=webhook, verb=gathering.TRIAL))


def new_secret(webhook: Webhook) -> str:
    """A new secret, returned only now; with its first one a webhook is switched on."""
    with store.whole():
        row = lock(webhook)
        permission = f"{row.label()}.change"
        if not Holding(row, actor.current()).may(permission):
            raise NotPermitted(gettext("You may not do this here: %(permission)s.") % {"permission": permission})
        row.secret = secrets.token_urlsafe(LETTERS)
        if row.state == State.DRAFT:
            row.state = State.ACTIVE
            gathering.begin(row.pk)
        store.change(row, verb="new_secret", source="web")
    return row.secret
