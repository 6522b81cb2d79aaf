"""What return visits add to the chapter."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Part
from xianji.service.return_visits.controls import CONTROLS
from xianji.service.return_visits.metrics import METRICS
from xianji.service.return_visits.resource import ReturnVisitResource
from xianji.service.return_visits.today import TO_CALL

part = Part(
    resources=[ReturnVisitResource], controls=CONTROLS, metrics=METRICS, today=[TO_CALL],
    asks={"said": _("What the customer said")},
)  # fmt: skip
