"""What the drawn files add to the chapter."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.quality import controls
from xianji.customers.quality.resource import QualityCheckResource, QualitySampleResource
from xianji.kit.registry import Part

part = Part(
    resources=[QualityCheckResource, QualitySampleResource],
    verbs={"draw": _("Drawn by lot"), "count": _("Counted anew")},
    controls=[controls.drawn_files_are_compared, controls.files_are_right],
)
