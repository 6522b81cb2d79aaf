"""What responses to risks add to the chapter."""

from xianji.kit.registry import Part
from xianji.risk.responses.controls import gravest_are_not_accepted
from xianji.risk.responses.resource import RiskResponseResource

part = Part(resources=[RiskResponseResource], controls=[gravest_are_not_accepted])
