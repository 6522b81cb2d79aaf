"""What rounds add to the chapter."""

from xianji.kit.registry import Part
from xianji.risk.rounds.controls import classes_are_gone_through
from xianji.risk.rounds.resource import RiskRoundResource

part = Part(resources=[RiskRoundResource], controls=[classes_are_gone_through])
