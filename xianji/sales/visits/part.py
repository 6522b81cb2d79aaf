"""What visits add to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.visits.resource import VisitNoteResource, VisitResource

part = Part(resources=[VisitResource, VisitNoteResource])
