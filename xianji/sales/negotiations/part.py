"""What negotiations add to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.negotiations import controls
from xianji.sales.negotiations.resource import ConcessionResource, NegotiationIssueResource, NegotiationResource

part = Part(
    resources=[NegotiationResource, NegotiationIssueResource, ConcessionResource],
    controls=[controls.negotiations_are_prepared, controls.offers_stay_above_the_least, controls.negotiations_come_to_an_end],
)
