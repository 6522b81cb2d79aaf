"""What the regulation asks of exports: large ones, and those of what is not open to everybody, are asked for."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.approval.exports.models import ExportRequest
from xianji.kit.controls import NOT_APPLICABLE, Parameter, Step, control
from xianji.kit.web.writing import several
from xianji.rulebook.parameters.reading import value

SWITCH = "export.approval"


@control(
    "3.3.3b", ExportRequest, blocks="leave", granted_by="LEG", responsible="ADM", always=True, most=Parameter("export.auto"),
    evidence=("grant", "refuse", "fetch"), title=gettext_lazy("Large exports are asked for"),
    says=gettext_lazy("More rows than leave by themselves, and what is not open to everybody, leave with an approval only."),
    steps=(
        Step(
            gettext_lazy("Before the file is made"), gettext_lazy("more rows than the parameter allows, or a guarded column"),
            ("批量导出", "大量匯出", "large exports"),
        ),
    ),
)
def large_exports_are_asked_for(export: Any, values: dict[str, Any], on: date, most: Decimal) -> Any:
    """`values["order"]` is the list that somebody wants to take along. Where the company does not want it, it is not asked."""
    if value(SWITCH, on) != "on":
        return NOT_APPLICABLE
    chosen, bound = values["order"].selection(), int(most)
    if guarded := [str(column.label) for column in chosen.columns if column.guard]:
        return _("Not open to everybody: %(columns)s.") % {"columns": several(guarded)}, several(guarded)
    if chosen.found()[: bound + 1].count() <= bound:
        return None
    return _("More than %(count)s rows.") % {"count": bound}, f"> {bound}"
