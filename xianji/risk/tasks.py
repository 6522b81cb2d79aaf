"""Index for the worker."""

from xianji.risk.credit.jobs import look_after_credit
from xianji.risk.rounds.jobs import begin_rounds

__all__ = ["begin_rounds", "look_after_credit"]
