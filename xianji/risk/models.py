"""Index for Django."""

from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.limits.models import CreditLimit
from xianji.risk.standing.models import CreditStanding

__all__ = ["CreditAssessment", "CreditLimit", "CreditStanding"]
