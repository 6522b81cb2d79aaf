"""Index for the worker."""

from xianji.risk.credit.jobs import look_after_credit

__all__ = ["look_after_credit"]
