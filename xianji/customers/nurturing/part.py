"""What nurturing adds to the chapter."""

from xianji.customers.nurturing import controls
from xianji.customers.nurturing.resource import NurtureEnrollmentResource, NurtureSequenceResource, NurtureStepResource
from xianji.kit.registry import Part

part = Part(
    resources=[NurtureSequenceResource, NurtureEnrollmentResource, NurtureStepResource],
    controls=[controls.leads_are_nurtured],
)
