"""What happens to a web form in its life."""

from typing import Any

from django.utils.translation import pgettext_lazy

from xianji.customers.webforms.models import WebForm
from xianji.customers.webforms.wording import must_be_whole
from xianji.kit.actions import action

State = WebForm.State


@action(WebForm, when=(State.DRAFT, State.CLOSED), then=State.PUBLISHED, label=pgettext_lazy("web form", "Publish"),
        icon="player-play", primary=True)  # fmt: skip
def publish(form: WebForm, *, by: Any) -> None:
    """Anybody who has its address may fill it in from now on."""
    must_be_whole(form)


@action(WebForm, when=State.PUBLISHED, then=State.CLOSED, label=pgettext_lazy("web form", "Close"), icon="lock",
        undo="publish")  # fmt: skip
def close(form: WebForm, *, by: Any) -> None:
    """Nothing more is taken; the page says so."""
