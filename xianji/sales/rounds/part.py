"""What visit plans add to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.rounds.resource import VisitPlanResource

part = Part(resources=[VisitPlanResource])
