"""Index for Django."""

from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.limits.models import CreditLimit
from xianji.risk.responses.models import RiskResponse
from xianji.risk.risks.models import Risk
from xianji.risk.rounds.models import RiskRound
from xianji.risk.standing.models import CreditStanding
from xianji.risk.weighing.models import RiskAssessment

__all__ = ["CreditAssessment", "CreditLimit", "CreditStanding", "Risk", "RiskAssessment", "RiskResponse", "RiskRound"]
