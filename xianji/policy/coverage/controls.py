"""The control of the scope itself: no version takes effect while a clause has neither a control nor a signed reason."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xianji.kit.controls import Step, control
from xianji.kit.web.writing import several
from xianji.policy.coverage.actions import uncovered
from xianji.policy.versions.actions import publish, submit
from xianji.policy.versions.models import Version

SHOWN = 6


@control(
    "1.2", Version, blocks=(submit, publish), granted_by="EXE", responsible="SD", always=True,
    title=gettext_lazy("Every clause is covered"),
    says=gettext_lazy("A version takes effect only when each clause has a control or a signed reason."),
    steps=(
        Step(
            gettext_lazy("Before it takes effect"), gettext_lazy("each clause has a control, or a reason that somebody signed"),
            ("所有", "每一项义务", "每一項義務", "each duty", "all"),
        ),
    ),
)
def every_clause_is_covered(version: Any, values: dict[str, Any], on: date) -> Any:
    """Coverage of one hundred percent, reasons included."""
    left = uncovered(version)
    if not left:
        return None
    told = several(one.number for one in left[:SHOWN]) + ("…" if len(left) > SHOWN else "")
    reason = ngettext(
        "%(count)s clause has neither a control nor a signed reason.",
        "%(count)s clauses have neither a control nor a signed reason.", len(left),
    )  # fmt: skip
    return reason % {"count": len(left)}, _("Clauses %(numbers)s") % {"numbers": told}
