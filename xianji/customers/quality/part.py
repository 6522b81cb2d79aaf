"""What the drawn files add to the chapter."""

from xianji.customers.quality import controls
from xianji.customers.quality.resource import QualityCheckResource, QualitySampleResource
from xianji.kit.registry import Part

part = Part(
    resources=[QualityCheckResource, QualitySampleResource],
    controls=[controls.drawn_files_are_compared, controls.files_are_right],
)
