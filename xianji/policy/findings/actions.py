"""What people do about a finding: the duty itself is done on the object; here they may ask to be spared."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.policy.exceptions.actions import ask
from xianji.policy.findings.models import ACTIVE, Finding


class Reach(models.TextChoices):
    """What an exception is asked for."""

    CASE = "case", gettext_lazy("This case")
    OWNER = "owner", gettext_lazy("All cases of its owner")
    UNIT = "unit", gettext_lazy("All cases of its unit")


@action(Finding, when=ACTIVE, label=gettext_lazy("Ask for an exception"), icon="shield-off", letter="E")
def ask_exception(finding: Finding, *, by: Any, because: str, instead: str, until: date, reach: Reach = Reach.CASE) -> None:
    """Asks whoever may grant it, for this case, or for all of its owner or unit; until then the duty stands."""
    control = registry.controls.get(finding.control)
    about = about_of(finding)
    if control is None or about is None:
        raise Refused(_("What this finding is about no longer exists."))
    ask(control, about, wide=reach if reach != Reach.CASE else "", reason=because, compensation=instead, until=until, by=by)


def about_of(finding: Finding) -> Any:
    """The object, whatever the reader may see; None when it is gone."""
    model = registry.controls[finding.control].model if finding.control in registry.controls else None
    return model.unscoped.filter(pk=finding.about_id).first() if model is not None else None
