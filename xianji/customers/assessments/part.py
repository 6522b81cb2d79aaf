"""What impact assessments add to the chapter."""

from xianji.customers.assessments.controls import (
    exports_to_others_are_assessed,
    processors_are_assessed,
    processors_stay_bound,
    scoring_is_assessed,
    sensitive_exports_are_assessed,
)
from xianji.customers.assessments.resource import ImpactAssessmentResource
from xianji.kit.registry import Part

part = Part(
    resources=[ImpactAssessmentResource],
    controls=[
        processors_are_assessed, exports_to_others_are_assessed, sensitive_exports_are_assessed, scoring_is_assessed,
        processors_stay_bound,
    ],  # fmt: skip
)
